import { EMPTY, expand, filter, from, map, merge, mergeMap, type Observable, toArray } from 'rxjs';
import {
  type Accomplice,
  cashedShare,
  cashOut,
  type Drawn,
  defineTypology,
  distribute,
  HOUR,
  type Holding,
  kept,
  type Parameters,
  payIn,
  type Rng,
  recruit,
  type Scene,
  sophistication,
} from '../../src/define.ts';

const parameters = {
  layers: {
    kind: 'integer_range',
    default: [3, 4],
    min: 3,
    max: 8,
    unit: 'layers',
    doc: 'Layers of accounts, each paying the next.',
    source: 'catalogue entry A5: at least 3',
    sizesCampaign: true,
  },
  width: {
    kind: 'integer_range',
    default: [2, 4],
    min: 2,
    max: 12,
    unit: 'accounts',
    doc: 'Accounts of a layer.',
    source: 'assumption',
    sizesCampaign: true,
  },
  second_target: {
    kind: 'share',
    default: 0.5,
    min: 0,
    max: 1,
    doc: 'Share of accounts that divide what they have between two of the next layer; the others pay one.',
    source: 'catalogue entry A5: 1 to 3 targets',
  },
  amount: {
    kind: 'range',
    default: [300, 2_000],
    min: 50,
    max: 9_000,
    unit: 'EUR',
    doc: 'What each account of the first layer brings.',
    source: 'assumption',
  },
  hold_hours: {
    kind: 'range',
    default: [3, 30],
    min: 0.1,
    max: 240,
    unit: 'hours',
    doc: 'Median time from the last receipt of a layer to the payments of its accounts; sigma of its logarithm 0.8.',
    source: 'assumption',
  },
  business_share: {
    kind: 'share',
    default: 0.4,
    min: 0,
    max: 1,
    doc: 'Share of businesses among the accounts.',
    source: 'assumption',
  },
  kept,
  cashed_share: cashedShare,
  sophistication,
} as const satisfies Parameters;

type Values = Drawn<typeof parameters>;

/** What a layer has in hand when all of it has arrived. */
interface Filled {
  readonly layer: number;
  readonly purses: readonly Holding[];
}

export default defineTypology({
  name: 'stack',
  family: 'laundering',
  doc: 'Several groups of accounts are stacked, and each group pays the next when it has been paid: wholesale, trade and retail in appearance.',
  source: 'AMLSim and AMLworld, "stack"; AMLGentex (catalogue entry A5)',
  lookAlikes: ['customer_invoices', 'supplier_payments'],
  parameters,
  roles: {
    first_layer: 'Pays cash in and pays the layer below.',
    middle_layer: 'Pays on what came from the layer above.',
    last_layer: 'Takes the money out, or lives on it.',
  },
  expectedRows: ({ layers, width, second_target, cashed_share }) =>
    width + (layers - 1) * width * (1 + second_target) + width * cashed_share,
  run(scene) {
    const { values, rng } = scene;
    const stack = Array.from({ length: values.layers }, (_, layer) => {
      const role = layer === 0 ? 'first_layer' : layer === values.layers - 1 ? 'last_layer' : 'middle_layer';
      const stream = rng.fork('layer', layer);
      const businessShare = values.business_share;
      return recruit(scene, { role, count: values.width, businessShare, herdedShare: 0.25 }, stream);
    });
    if (stack.some((layer) => layer.length < 2)) {
      scene.conclude('aborted: no accomplices');
      return EMPTY;
    }
    return merge(...stack[0]!.map((account, ordinal) => fill(scene, account, rng.fork('first', ordinal)))).pipe(
      toArray(),
      filter((purses) => purses.length > 0),
      map((purses): Filled => ({ layer: 0, purses })),
      expand((filled) => (filled.layer < values.layers - 1 ? payNext(scene, stack[filled.layer + 1]!, filled) : EMPTY)),
      filter(({ layer }) => layer === values.layers - 1),
      mergeMap(({ purses }) => from(purses)),
      mergeMap((purse, ordinal) => {
        const stream = rng.fork('exit', ordinal);
        if (!stream.chance(values.cashed_share)) return EMPTY;
        const holding = { ...purse, cents: purse.cents * (1 - values.kept) };
        return cashOut(scene, holding, { pieces: 1, delayMs: [9 * HOUR, 1.1], care: values.sophistication }, stream);
      }),
    );
  },
});

/** The first layer brings cash. */
function fill(scene: Scene<Values>, account: Accomplice, rng: Rng): Observable<Holding> {
  const cents = 100 * scene.values.amount * rng.logNormal(1, 0.4);
  return payIn(scene, account, cents, { visits: 1, delayMs: 40 * HOUR * rng.uniform() }, rng);
}

/** Every account of a layer pays one or two of the next; when all have, the next is filled. */
function payNext(scene: Scene<Values>, next: readonly Accomplice[], { layer, purses }: Filled): Observable<Filled> {
  const { values } = scene;
  return merge(
    ...purses.map((purse, ordinal) => {
      const rng = scene.rng.fork(`payer ${layer}`, ordinal);
      // Neighbours, so that everybody of the next layer is paid.
      const targets = [next[ordinal % next.length]!, next[(ordinal + 1) % next.length]!];
      const style = {
        delayMs: [values.hold_hours * HOUR, 0.8],
        gapMs: 6 * HOUR,
        inOneGo: 0.5,
        evenness: 3,
        kept: values.kept,
        care: values.sophistication,
      } as const;
      return distribute(scene, purse, rng.chance(values.second_target) ? targets : targets.slice(0, 1), style, rng);
    }),
  ).pipe(
    toArray(),
    map((receipts) => ({ layer: layer + 1, purses: byHolder(receipts) })),
    filter(({ purses: filled }) => filled.length > 0),
  );
}

/** One purse for each account, answered by its last receipt. */
function byHolder(receipts: readonly Holding[]): Holding[] {
  const purses = new Map<number, Holding>();
  for (const receipt of receipts) {
    const before = purses.get(receipt.holder.account)?.cents ?? 0;
    purses.set(receipt.holder.account, { ...receipt, cents: receipt.cents + before });
  }
  return [...purses.values()];
}
