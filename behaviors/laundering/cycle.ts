import { concatMap, EMPTY, expand, filter, from, merge, type Observable, reduce, tap } from 'rxjs';
import {
  type Accomplice,
  camouflage,
  cover,
  DAY,
  type Drawn,
  defineTypology,
  delayInto,
  HOUR,
  isFinal,
  notesCents,
  OFFICE,
  type Outcome,
  type Parameters,
  pow,
  recruit,
  remittanceWord,
  type Scene,
  sophistication,
  split,
  transferOnline,
  typedCents,
  WAKING,
} from '../../src/define.ts';

const parameters = {
  accounts: {
    kind: 'integer_range',
    default: [3, 10],
    min: 3,
    max: 30,
    unit: 'accounts',
    doc: 'Accounts through which the money goes before it is back.',
    source: 'AMLSim',
    sizesCampaign: true,
  },
  margin: {
    kind: 'range',
    default: [0.02, 0.1],
    min: 0,
    max: 0.5,
    doc: 'Share of what it received that each account keeps.',
    source: 'AMLSim (margin 0.1); MGrin (at most 10 % in total)',
  },
  shortest_hop_hours: {
    kind: 'number',
    default: 1,
    min: 0.05,
    max: 240,
    unit: 'hours',
    doc: 'Least time between receipt and hop; the time is log-uniform up to `longest_hop_days`.',
    source: 'catalogue entry A3',
  },
  longest_hop_days: {
    kind: 'number',
    default: 4,
    min: 0.1,
    max: 30,
    unit: 'days',
    doc: 'Longest time between receipt and hop.',
    source: 'catalogue entry A3',
  },
  amount: {
    kind: 'range',
    default: [400, 5_000],
    min: 100,
    max: 9_900,
    unit: 'EUR',
    doc: 'Sum that is sent round. Banks let about 10,000 a day out of an account.',
    source: 'assumption',
  },
  placements: {
    kind: 'integer_range',
    default: [1, 3],
    min: 1,
    max: 10,
    unit: 'deposits',
    doc: 'Cash deposits that bring the sum into the first account.',
    source: 'assumption',
    sizesCampaign: true,
  },
  split_share: {
    kind: 'share',
    default: 0.15,
    min: 0,
    max: 1,
    doc: 'Share of hops that are made in two payments.',
    source: 'DataSynth: 2 to 3 slices per layer',
  },
  business_share: {
    kind: 'share',
    default: 0.3,
    min: 0,
    max: 1,
    doc: 'Share of businesses among the accounts.',
    source: 'assumption',
  },
  sophistication,
  camouflage,
} as const satisfies Parameters;

type Values = Drawn<typeof parameters>;

/** Where the money is: which account has it, how much of it, and by which transaction it came. */
interface Position {
  readonly hop: number;
  readonly cents: number;
  readonly receipt: number;
}

export default defineTypology({
  name: 'cycle',
  family: 'laundering',
  doc: 'Cash goes into an account and from there through others until it is back, each keeping a little: at the end it looks earned.',
  source: 'AMLSim, AMLworld and MGrin (catalogue entry A3)',
  lookAlikes: ['settling_up'],
  parameters,
  roles: {
    originator: 'Pays the cash in, sends the money off and gets it back.',
    intermediary: 'Passes on what it received, less its margin.',
  },
  expectedRows(values) {
    return values.placements + values.accounts * (1 + values.split_share);
  },
  run(scene) {
    const { values, rng } = scene;
    const businessShare = values.business_share;
    const originators = recruit(scene, { role: 'originator', count: 1, businessShare }, rng);
    const intermediaries = recruit(
      scene,
      { role: 'intermediary', count: values.accounts - 1, businessShare, herdedShare: 0.25 },
      rng,
    );
    const ring = [...originators, ...intermediaries];
    if (ring.length < 3) {
      scene.conclude('aborted: no accomplices');
      return EMPTY;
    }
    const round$ = place(scene, ring[0]!).pipe(
      expand((position) => (position.hop < ring.length ? passOn(scene, ring, position) : EMPTY)),
      filter(({ hop }) => hop === ring.length),
      tap(({ cents }) => scene.gain(cents)),
    );
    const hiding = { share: values.camouflage, fraudRows: values.accounts, windowMs: values.accounts * DAY };
    return merge(round$, cover(scene, ring, hiding, rng.fork('cover')));
  },
});

/** Pays the cash in over a few days. */
function place(scene: Scene<Values>, originator: Accomplice): Observable<Position> {
  const { values } = scene;
  const rng = scene.rng.fork('placement');
  return from(split(values.amount * 100, values.placements, 5, rng)).pipe(
    concatMap((part, ordinal) => {
      const pause = ordinal === 0 ? 0 : rng.logNormal(20 * HOUR, 0.7);
      return scene.wait(delayInto(OFFICE, scene.clock.now(), pause, rng)).pipe(
        concatMap(() =>
          scene.pay({
            rail: 'cash_deposit',
            stage: 'placement',
            customer: originator.customer,
            account: originator.account,
            amountCents: notesCents(part, rng),
          }),
        ),
      );
    }),
    gather(0),
  );
}

/** One hop: what came in goes on to the next of the ring, the first following the last. */
function passOn(scene: Scene<Values>, ring: readonly Accomplice[], position: Position): Observable<Position> {
  const { values } = scene;
  const { hop, cents, receipt } = position;
  const rng = scene.rng.fork('hop', hop);
  const payer = ring[hop]!;
  const payee = ring[(hop + 1) % ring.length]!;
  const parts = rng.chance(values.split_share) ? 2 : 1;
  // Nobody keeps the same share to the cent: each strays from the ring's margin.
  const kept = values.margin * (0.6 + 0.8 * rng.uniform());
  return from(split(cents * (1 - kept), parts, 3, rng)).pipe(
    concatMap((part, ordinal) => {
      const pause = ordinal === 0 ? hopDelay(values, rng.uniform()) : rng.logNormal(5 * HOUR, 1);
      return scene.wait(delayInto(payer.isBusiness ? OFFICE : WAKING, scene.clock.now(), pause, rng)).pipe(
        concatMap(() => {
          const order = {
            rail: rng.chance(0.3) ? 'instant_transfer' : 'credit_transfer',
            stage: 'layering',
            origin: payer.account,
            destination: payee.account,
            amountCents: typedCents(
              Math.max(100, Math.min(part, scene.available(payer.account))),
              values.sophistication,
              rng,
            ),
            access: payer.access(),
            causedBy: receipt,
            ...remittanceWord(payer.isBusiness ? 'invoice' : 'friends', part, rng),
          } as const;
          return transferOnline(scene, order, { customer: payer.customer, isNewPayee: ordinal === 0 }, rng);
        }),
      );
    }),
    tap(({ declineReason }) => isFinal(declineReason) && scene.conclude(`aborted: ${declineReason}`)),
    gather(hop + 1),
  );
}

/** Log-uniform between the shortest and the longest hop. */
function hopDelay({ shortest_hop_hours, longest_hop_days }: Values, uniform: number): number {
  const shortest = shortest_hop_hours * HOUR;
  const ratio = Math.max(1, (longest_hop_days * DAY) / shortest);
  return shortest * pow(ratio, uniform);
}

/** Adds up what was let through; nothing when nothing was. */
function gather(hop: number): (outcomes$: Observable<Outcome>) => Observable<Position> {
  return (outcomes$) =>
    outcomes$.pipe(
      filter(({ approved }) => approved),
      reduce((sum, outcome) => ({ hop, cents: sum.cents + outcome.amountCents, receipt: outcome.transactionId }), {
        hop,
        cents: 0,
        receipt: 0,
      }),
      filter(({ cents }) => cents > 0),
    );
}
