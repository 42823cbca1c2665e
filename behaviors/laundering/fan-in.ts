import { bufferCount, concatMap, EMPTY, filter, from, merge, type Observable, takeWhile, tap, toArray } from 'rxjs';
import {
  type Accomplice,
  camouflage,
  cashOut,
  cover,
  DAY,
  type Drawn,
  defineTypology,
  delayInto,
  HOUR,
  isFinal,
  MINUTE,
  notesCents,
  OFFICE,
  type Outcome,
  type Parameters,
  type Rng,
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
  sources: {
    kind: 'integer_range',
    default: [5, 10],
    min: 3,
    max: 40,
    unit: 'accounts',
    doc: 'Accounts that pay the collector, once each.',
    source: 'AMLSim (5 to 10 accounts); AMLworld (degree up to 16)',
    sizesCampaign: true,
  },
  window_days: {
    kind: 'range',
    default: [5, 20],
    min: 0.5,
    max: 90,
    unit: 'days',
    doc: 'Time within which all sources pay.',
    source: 'AMLSim (period 5 to 20 days)',
  },
  schedule: {
    kind: 'choice',
    default: 'mixed',
    choices: ['mixed', 'fixed', 'random', 'burst', 'unordered'],
    doc: 'How the payments lie in the window: at even intervals, at random intervals, bunched, or each on its own. Mixed: every campaign has its own way.',
    source: 'AMLSim (schedule modes); AMLGentex (burstiness by beta distributions)',
  },
  amount: {
    kind: 'range',
    default: [150, 1_800],
    min: 20,
    max: 9_000,
    unit: 'EUR',
    doc: 'About what a source pays.',
    source: 'assumption: AMLSim has 100 to 200, too little for accounts whose reporting threshold is 10,000',
  },
  amount_jitter: {
    kind: 'range',
    default: [0.05, 0.5],
    min: 0,
    max: 1,
    doc: 'Sigma of the logarithm of what the sources of one campaign pay.',
    source: 'assumption',
  },
  cash_share: {
    kind: 'share',
    default: 0.7,
    min: 0,
    max: 1,
    doc: 'Share of sources that pay cash in before they send it on; the others send money that they have.',
    source: 'assumption',
  },
  exits: {
    kind: 'integer_range',
    default: [1, 3],
    min: 1,
    max: 10,
    unit: 'payments',
    doc: 'In how many sweeps the collector moves the money on.',
    source: 'assumption',
    sizesCampaign: true,
  },
  collector_fee: {
    kind: 'range',
    default: [0.02, 0.1],
    min: 0,
    max: 0.5,
    doc: 'Share that stays with the collector.',
    source: 'PhantomLedger: mules keep 5 to 10 %',
  },
  sophistication,
  camouflage,
} as const satisfies Parameters;

type Values = Drawn<typeof parameters>;

/** Chance that a source pays his cash in at two occasions. */
const SECOND_DEPOSIT = 0.35;
/** Share of those who were to send money of their own and have none: they bring cash after all. */
const WITHOUT_MONEY = 0.15;

export default defineTypology({
  name: 'fan_in',
  family: 'laundering',
  doc: 'Many accounts pay one collector within days or weeks, most of them with cash paid in shortly before; the collector moves the money abroad, into crypto-assets or cash.',
  source: 'AMLSim, AMLworld, AMLGentex and SAML-D (catalogue entry A1)',
  lookAlikes: ['club_dues', 'group_gift'],
  parameters,
  roles: {
    source: 'Pays the collector once, with cash paid in before or with money of his own.',
    collector: 'Receives from all sources and moves the money on in sweeps.',
  },
  expectedRows(values) {
    const bringCash = values.cash_share + (1 - values.cash_share) * WITHOUT_MONEY;
    return values.sources * (1 + bringCash * (1 + SECOND_DEPOSIT)) + sweeps(values);
  },
  run(scene) {
    const { values, rng } = scene;
    const [collector] = recruit(
      scene,
      { role: 'collector', count: 1, businessShare: 0.3 * values.sophistication },
      rng,
    );
    const sources = recruit(scene, { role: 'source', count: values.sources, herdedShare: 0.25 }, rng);
    if (collector === undefined || sources.length < 2) {
      scene.conclude('aborted: no accomplices');
      return EMPTY;
    }
    const offsets = schedule(values, sources.length, rng.fork('schedule'));
    const typicalCents = values.amount * 100;
    const receipts$ = merge(
      ...sources.map((source, ordinal) => {
        const stream = rng.fork('source', ordinal);
        const cents = typicalCents * stream.logNormal(1, values.amount_jitter);
        return paySum(scene, source, collector, cents, offsets[ordinal]!, stream);
      }),
    );
    const sweeps$ = receipts$.pipe(
      filter(({ approved }) => approved),
      bufferCount(Math.ceil(values.sources / values.exits)),
      concatMap((receipts, ordinal) => sweep(scene, collector, receipts, rng.fork('sweep', ordinal))),
      tap(({ declineReason }) => isFinal(declineReason) && scene.conclude(`aborted: ${declineReason}`)),
      takeWhile(({ declineReason }) => !isFinal(declineReason), true),
    );
    const fraudRows = values.sources * 2;
    const windowMs = values.window_days * DAY;
    return merge(
      sweeps$,
      cover(scene, [collector, ...sources], { share: values.camouflage, fraudRows, windowMs }, rng.fork('cover')),
    );
  },
});

function sweeps({ sources, exits }: Values): number {
  return Math.ceil(sources / Math.ceil(sources / exits));
}

/** A source finds the sum and sends it; emits the outcome of the payment to the collector. */
function paySum(
  scene: Scene<Values>,
  source: Accomplice,
  collector: Accomplice,
  cents: number,
  offsetMs: number,
  rng: Rng,
): Observable<Outcome> {
  const bringsCash = rng.chance(scene.values.cash_share);
  return scene.wait(delayInto(OFFICE, scene.clock.now(), offsetMs, rng)).pipe(
    concatMap(() => {
      const ownCents = Math.min(cents, 0.6 * scene.available(source.account));
      if (!bringsCash && ownCents >= 2_000) return send(scene, source, collector, ownCents, undefined, rng);
      return payIn(scene, source, cents, rng).pipe(
        filter(({ approved }) => approved),
        toArray(),
        concatMap((deposits) => {
          if (deposits.length === 0) return EMPTY;
          const paidIn = deposits.reduce((sum, { amountCents }) => sum + amountCents, 0);
          // The last deposit is the receipt that the payment answers.
          return send(scene, source, collector, Math.min(cents, paidIn), deposits.at(-1)!.transactionId, rng);
        }),
      );
    }),
  );
}

/** Cash in one or two visits, hours apart. */
function payIn(scene: Scene<Values>, source: Accomplice, cents: number, rng: Rng): Observable<Outcome> {
  const visits = rng.chance(SECOND_DEPOSIT) ? 2 : 1;
  return from(split(cents, visits, 6, rng)).pipe(
    concatMap((part, visit) => {
      const delay = visit === 0 ? 0 : delayInto(OFFICE, scene.clock.now(), rng.logNormal(5 * HOUR, 0.9), rng);
      return scene.wait(delay).pipe(
        concatMap(() =>
          scene.pay({
            rail: 'cash_deposit',
            stage: 'placement',
            customer: source.customer,
            account: source.account,
            amountCents: notesCents(part + 1_000, rng),
          }),
        ),
      );
    }),
  );
}

function send(
  scene: Scene<Values>,
  source: Accomplice,
  collector: Accomplice,
  cents: number,
  receipt: number | undefined,
  rng: Rng,
): Observable<Outcome> {
  const amountCents = typedCents(cents, scene.values.sophistication, rng);
  const pause = receipt === undefined ? 0 : rng.logNormal(4 * HOUR, 1);
  return scene.wait(delayInto(WAKING, scene.clock.now(), pause, rng)).pipe(
    concatMap(() => {
      const order = {
        rail: rng.chance(0.35) ? 'instant_transfer' : 'credit_transfer',
        stage: 'layering',
        origin: source.account,
        destination: collector.account,
        amountCents,
        access: source.access(),
        ...(receipt === undefined ? {} : { causedBy: receipt }),
        ...remittanceWord(collector.isBusiness ? 'invoice' : 'friends', amountCents, rng),
      } as const;
      return transferOnline(scene, order, { customer: source.customer }, rng);
    }),
  );
}

/** Moves on what has come in since the last sweep, less the collector's share. */
function sweep(
  scene: Scene<Values>,
  collector: Accomplice,
  receipts: readonly Outcome[],
  rng: Rng,
): Observable<Outcome> {
  const { values } = scene;
  const cents = receipts.reduce((sum, { amountCents }) => sum + amountCents, 0) * (1 - values.collector_fee);
  const holding = { holder: collector, cents, receipt: receipts.at(-1)!.transactionId };
  const style = { pieces: 1, delayMs: [9 * HOUR, 1.1], hours: WAKING, care: values.sophistication } as const;
  return cashOut(scene, holding, style, rng);
}

/** When each source acts, in ms from the start. */
function schedule(values: Values, count: number, rng: Rng): number[] {
  const windowMs = values.window_days * DAY;
  return offsets(values.schedule, count, rng).map((offset) => offset * windowMs + rng.exponential(20 * MINUTE));
}

function offsets(kind: string, count: number, rng: Rng): number[] {
  const ordinals = Array.from({ length: count }, (_, ordinal) => ordinal);
  switch (kind) {
    case 'fixed':
      return ordinals.map((ordinal) => ordinal / count);
    case 'random': {
      const gaps = ordinals.map(() => rng.exponential(1));
      const total = gaps.reduce((sum, gap) => sum + gap, 0);
      let elapsed = 0;
      return gaps.map((gap) => {
        elapsed += gap;
        return elapsed / total;
      });
    }
    case 'burst': {
      // Levels of AMLGentex, from loosely to tightly bunched.
      const [alpha, beta] = rng.pick([
        [2, 2],
        [0.5, 3],
        [0.1, 5],
      ] as const);
      return ordinals.map(() => rng.beta(alpha, beta));
    }
    case 'unordered':
      return ordinals.map(() => rng.uniform());
    default:
      return offsets(rng.pick(['fixed', 'random', 'burst', 'unordered']), count, rng);
  }
}
