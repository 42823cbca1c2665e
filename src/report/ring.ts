import * as Plot from '@observablehq/plot';
import { forceCenter, forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from 'd3-force';
import type { CampaignStory, StoryAccount } from '../analysis/campaign-story.ts';
import { draw } from './chart.ts';
import type { Markup } from './markup.ts';
import { formatMoney, formatNoun, inWords } from './numbers.ts';

const WIDTH = 336;
const HEIGHT = 300;
const STEPS = 400;
/** Beyond this many accounts their numbers would cover each other. */
const MOST_NUMBERED = 18;

interface Node {
  readonly account: number;
  x?: number;
  y?: number;
}

/** All payments of one kind from one account to another. */
interface Edge {
  readonly origin: number;
  readonly destination: number;
  readonly role: string;
  readonly payments: number;
  readonly approved: number;
  readonly amount: number;
}

/** Colours of what a payment is in its scheme. */
export const edgeColors: Readonly<Record<string, string>> = {
  fraud: 'var(--fraud)',
  cover: 'var(--muted)',
  recovery: 'var(--good)',
};

/**
 * The accounts of a campaign and the payments among them. The layout has no chance in it: the same campaign is always
 * drawn the same.
 */
export function ring(story: CampaignStory, colorOf: (account: StoryAccount) => string): Markup {
  const edges = edgesOf(story);
  const places = layOut(story, edges);
  const place = (account: number) => places.get(account)!;
  const isNumbered = story.accounts.length <= MOST_NUMBERED;
  return draw(`Accounts and payments of a campaign of ${inWords(story.typology)}`, {
    width: WIDTH,
    height: HEIGHT,
    margin: 0,
    axis: null,
    x: { domain: [0, WIDTH], range: [0, WIDTH] },
    y: { domain: [0, HEIGHT], range: [0, HEIGHT] },
    marks: [
      Plot.arrow(edges, {
        x1: ({ origin }: Edge) => place(origin).x,
        y1: ({ origin }: Edge) => place(origin).y,
        x2: ({ destination }: Edge) => place(destination).x,
        y2: ({ destination }: Edge) => place(destination).y,
        stroke: ({ role }: Edge) => edgeColors[role] ?? 'var(--muted)',
        strokeOpacity: ({ approved }: Edge) => (approved === 0 ? 0.35 : 0.9),
        strokeWidth: 1.3,
        bend: 14,
        headLength: 7,
        insetStart: 8,
        insetEnd: 9,
        title: (edge: Edge) => describe(edge),
      }),
      Plot.dot(story.accounts, {
        x: ({ account }: StoryAccount) => place(account).x,
        y: ({ account }: StoryAccount) => place(account).y,
        r: 7,
        fill: colorOf,
        stroke: 'var(--panel)',
        strokeWidth: 1.5,
        title: ({ account, role, type }: StoryAccount) => `account ${account}: ${inWords(role ?? type)}`,
      }),
      ...(isNumbered
        ? [
            Plot.text(story.accounts, {
              x: ({ account }: StoryAccount) => place(account).x,
              y: ({ account }: StoryAccount) => place(account).y,
              text: ({ account }: StoryAccount) => String(account),
              dy: 15,
              fill: 'var(--muted)',
              stroke: 'var(--panel)',
              strokeWidth: 3,
              fontSize: 10,
            }),
          ]
        : []),
    ],
  });
}

function edgesOf({ payments }: CampaignStory): Edge[] {
  const edges = new Map<string, Edge>();
  for (const { origin, destination, role, amount, isApproved } of payments) {
    const key = `${origin} ${destination} ${role}`;
    const { payments: count = 0, approved = 0, amount: sum = 0 } = edges.get(key) ?? {};
    edges.set(key, {
      origin,
      destination,
      role,
      payments: count + 1,
      approved: approved + (isApproved ? 1 : 0),
      amount: sum + (isApproved ? amount : 0),
    });
  }
  return [...edges.values()];
}

function layOut({ accounts }: CampaignStory, edges: readonly Edge[]): ReadonlyMap<number, { x: number; y: number }> {
  const nodes: Node[] = accounts.map(({ account }) => ({ account }));
  const links = edges
    .filter(({ origin, destination }) => origin !== destination)
    .map(({ origin, destination }) => ({ source: origin, target: destination }));
  const simulation = forceSimulation(nodes as (Node & { index?: number })[])
    .force(
      'link',
      forceLink<Node, { source: number | Node; target: number | Node }>(links)
        .id(({ account }) => account)
        .distance(60),
    )
    .force('charge', forceManyBody().strength(-260))
    .force('center', forceCenter(0, 0))
    .force('x', forceX(0).strength(0.08))
    .force('y', forceY(0).strength(0.1))
    .force('collide', forceCollide(13))
    .stop();
  simulation.tick(STEPS);
  return scaleToPicture(nodes);
}

/** Moves and scales a layout into the picture. */
function scaleToPicture(nodes: readonly Node[]): ReadonlyMap<number, { x: number; y: number }> {
  const margin = 24;
  const [xs, ys] = [nodes.map(({ x = 0 }) => x), nodes.map(({ y = 0 }) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const [width, height] = [Math.max(1, Math.max(...xs) - left), Math.max(1, Math.max(...ys) - top)];
  const scale = Math.min(1.6, (WIDTH - 2 * margin) / width, (HEIGHT - 2 * margin) / height);
  return new Map(
    nodes.map(({ account, x = 0, y = 0 }) => [
      account,
      { x: WIDTH / 2 + scale * (x - left - width / 2), y: HEIGHT / 2 + scale * (y - top - height / 2) },
    ]),
  );
}

function describe({ origin, destination, role, payments, approved, amount }: Edge): string {
  const declined = payments - approved;
  const refused = declined > 0 ? `, ${declined} declined` : '';
  return `${origin} to ${destination}: ${formatNoun(payments, 'payment')} (${role})${refused}, ${formatMoney(amount)} EUR`;
}
