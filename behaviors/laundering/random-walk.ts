import { concatMap, EMPTY, expand, filter, map, merge, type Observable } from 'rxjs';
import {
  type Accomplice,
  camouflage,
  cashOut,
  cover,
  DAY,
  type Drawn,
  defineTypology,
  HOUR,
  type Holding,
  handOn,
  type Parameters,
  payIn,
  placements,
  recruit,
  type Scene,
  sophistication,
  WAKING,
} from '../../src/define.ts';

const parameters = {
  members: {
    kind: 'integer_range',
    default: [3, 8],
    min: 3,
    max: 30,
    unit: 'accounts',
    doc: 'People of a circle among whom the money wanders.',
    source: 'AMLSim, pattern "random"',
  },
  hops: {
    kind: 'integer_range',
    default: [5, 12],
    min: 2,
    max: 60,
    unit: 'hops',
    doc: 'Hops that it makes, each to whoever comes next; it may meet the same account again.',
    source: 'catalogue entry A8: 5 to 12',
    sizesCampaign: true,
  },
  amount: {
    kind: 'range',
    default: [300, 3_000],
    min: 50,
    max: 9_500,
    unit: 'EUR',
    doc: 'Sum that begins to wander.',
    source: 'assumption',
  },
  hop_hours: {
    kind: 'range',
    default: [3, 48],
    min: 0.05,
    max: 720,
    unit: 'hours',
    doc: 'Median time between receipt and hop; sigma of its logarithm 1.1.',
    source: 'assumption',
  },
  kept_share: {
    kind: 'range',
    default: [0.02, 0.2],
    min: 0,
    max: 0.6,
    doc: 'Share that stays behind at every hop.',
    source: 'AMLSim: margin 0.1',
  },
  placements,
  sophistication,
  camouflage,
} as const satisfies Parameters;

type Values = Drawn<typeof parameters>;

/** A step of the walk. */
interface Step {
  readonly hop: number;
  readonly purse: Holding;
}

export default defineTypology({
  name: 'random_walk',
  family: 'laundering',
  doc: 'Cash wanders through a circle of people without a plan that could be seen: every one passes most of it to another, now and then back.',
  source: 'AMLSim, pattern "random" (catalogue entry A8)',
  lookAlikes: ['friends_and_family'],
  parameters,
  roles: { member: 'Passes most of what he received on to another of the circle.' },
  expectedRows: ({ placements, hops }) => placements + hops + 1,
  run(scene) {
    const { values, rng } = scene;
    const members = recruit(scene, { role: 'member', count: values.members, herdedShare: 0.2 }, rng);
    const [first] = members;
    if (first === undefined || members.length < 3) {
      scene.conclude('aborted: no accomplices');
      return EMPTY;
    }
    const known = new Set<string>();
    const walk$ = payIn(scene, first, 100 * values.amount, { visits: values.placements }, rng.fork('placement')).pipe(
      map((purse): Step => ({ hop: 0, purse })),
      expand((step) => (step.hop < values.hops ? wander(scene, members, known, step) : EMPTY)),
      filter(({ hop }) => hop === values.hops),
      concatMap(({ purse }) => {
        const holding = { ...purse, cents: purse.cents * (1 - values.kept_share) };
        const style = { pieces: 1, delayMs: [14 * HOUR, 1], hours: WAKING, care: values.sophistication } as const;
        return cashOut(scene, holding, style, rng.fork('exit'));
      }),
    );
    const hiding = { share: values.camouflage, fraudRows: values.hops, windowMs: values.hops * DAY };
    return merge(walk$, cover(scene, members, hiding, rng.fork('cover')));
  },
});

/** On to anybody else of the circle; whom one has paid before need not be added again. */
function wander(
  scene: Scene<Values>,
  members: readonly Accomplice[],
  known: Set<string>,
  { hop, purse }: Step,
): Observable<Step> {
  const { values } = scene;
  const rng = scene.rng.fork('hop', hop);
  const others = members.filter(({ account }) => account !== purse.holder.account);
  const next = rng.pick(others);
  const pair = `${purse.holder.account} ${next.account}`;
  const isNewPayee = !known.has(pair);
  known.add(pair);
  const style = {
    delayMs: [values.hop_hours * HOUR, 1.1],
    kept: values.kept_share,
    care: values.sophistication,
    instantShare: 0.6,
    isNewPayee,
  } as const;
  return handOn(scene, purse, next, style, rng).pipe(map((passed) => ({ hop: hop + 1, purse: passed })));
}
