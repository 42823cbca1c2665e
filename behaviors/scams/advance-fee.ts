import { bufferCount, concatMap, EMPTY, map, mergeMap, type Observable, range, takeWhile, tap } from 'rxjs';
import {
  type Accomplice,
  cashOut,
  DAY,
  type Drawn,
  defineTypology,
  delayInto,
  findVictim,
  HOUR,
  isFinal,
  type Outcome,
  type Parameters,
  payWillingly,
  pow,
  type Rng,
  recruit,
  type Scene,
  sophistication,
  WAKING,
} from '../../src/define.ts';

const parameters = {
  victims: {
    kind: 'integer_range',
    default: [1, 4],
    min: 1,
    max: 60,
    unit: 'victims',
    doc: 'People who apply for the same loan, prize or post.',
    source: 'assumption',
    sizesCampaign: true,
  },
  fees: {
    kind: 'integer_range',
    default: [2, 5],
    min: 1,
    max: 12,
    unit: 'payments',
    doc: 'Fees that a victim is asked for, one after the other.',
    source: 'catalogue entry F4: 2 to 6',
    sizesCampaign: true,
  },
  first_fee: {
    kind: 'number',
    default: 95,
    min: 10,
    max: 5_000,
    unit: 'EUR',
    doc: 'Median of the first fee; sigma of its logarithm 0.6.',
    source: 'catalogue entry F4: fees of 50 to 1,500, 400 in the median of a case',
  },
  growth: {
    kind: 'range',
    default: [1.05, 1.8],
    min: 0.5,
    max: 4,
    doc: 'Growth from one fee to the next.',
    source: 'catalogue entry F4: escalating',
  },
  days_between: {
    kind: 'range',
    default: [0.5, 4],
    min: 0.05,
    max: 30,
    unit: 'days',
    doc: 'Median time between two fees; sigma of its logarithm 0.7.',
    source: 'catalogue entry F4: 1 to 14 days in all',
  },
  gives_up: {
    kind: 'share',
    default: 0.1,
    min: 0,
    max: 1,
    doc: 'Chance after every fee that the victim pays no more.',
    source: 'assumption',
  },
  fees_per_exit: {
    kind: 'integer_range',
    default: [1, 3],
    min: 1,
    max: 20,
    unit: 'fees',
    doc: 'Fees of a victim that gather before the mule moves them on.',
    source: 'assumption',
  },
  sophistication,
} as const satisfies Parameters;

type Values = Drawn<typeof parameters>;

/** Share of the fees asked for that the victim has the money for. */
const HAS_MEANS = 0.88;
/** Notaries, customs and insurers are said to be paid. */
const WORDS = [undefined, undefined, 'invoice', 'deposit', 'insurance', 'loan', 'tax'] as const;

export default defineTypology({
  name: 'advance_fee',
  family: 'scam',
  doc: 'A loan, an inheritance or a post is promised, and before it can be had there is always one more fee to pay.',
  source: 'UK Finance, Annual Fraud Report 2024, advance fee scams (catalogue entry F4)',
  lookAlikes: ['bills_by_hand'],
  parameters,
  roles: {
    victim: 'Pays fee after fee for something that never comes.',
    mule: 'Lends the account to which the fees go.',
  },
  expectedRows({ victims, fees, gives_up, fees_per_exit }) {
    let rows = 0;
    for (let fee = 0, stays = 1; fee < fees; fee++, stays *= 1 - gives_up) {
      rows += fee % fees_per_exit === 0 ? 2 * stays : stays;
    }
    return HAS_MEANS * victims * rows;
  },
  run(scene) {
    const { values, rng } = scene;
    const [mule] = recruit(scene, { role: 'mule', count: 1, businessShare: 0.2, herdedShare: 0.4 }, rng);
    if (mule === undefined) {
      scene.conclude('aborted: no accomplices');
      return EMPTY;
    }
    return range(0, values.victims).pipe(
      mergeMap((ordinal) => {
        const stream = rng.fork('victim', ordinal);
        const start = ordinal === 0 ? 0 : 6 * DAY * stream.uniform();
        return scene.wait(start).pipe(concatMap(() => milk(scene, mule, stream)));
      }),
      tap(({ declineReason }) => isFinal(declineReason) && scene.conclude(`aborted: ${declineReason}`)),
    );
  },
});

/** One victim's fees, and what the mule makes of them. */
function milk(scene: Scene<Values>, mule: Accomplice, rng: Rng): Observable<Outcome> {
  const { values, clock } = scene;
  const victim = findVictim(scene);
  if (victim === undefined) return EMPTY;
  const firstCents = rng.logNormal(100 * values.first_fee, 0.6);
  return range(0, values.fees).pipe(
    concatMap((ordinal) => {
      const stream = rng.fork('fee', ordinal);
      const pause = ordinal === 0 ? 0 : stream.logNormal(values.days_between * DAY, 0.7);
      const payment = {
        payee: mule.account,
        cents: firstCents * pow(values.growth, ordinal) * stream.logNormal(1, 0.2),
        mostShare: 0.6,
        leastShare: 0.3,
        isNewPayee: ordinal === 0,
        instantShare: 0.45,
        care: 0.8,
        reference: stream.pick(WORDS),
      } as const;
      return scene
        .wait(delayInto(WAKING, clock.now(), pause, stream))
        .pipe(concatMap(() => payWillingly(scene, victim, payment, stream)));
    }),
    takeWhile(({ approved }) => approved && scene.isOpen(mule.account)),
    map((outcome, ordinal) => ({ outcome, isLast: rng.fork('gives up', ordinal).chance(values.gives_up) })),
    takeWhile(({ isLast }) => !isLast, true),
    map(({ outcome }) => outcome),
    bufferCount(values.fees_per_exit),
    mergeMap((fees, ordinal) => {
      const stream = rng.fork('exit', ordinal);
      const sum = fees.reduce((total, { amountCents }) => total + amountCents, 0);
      const cents = sum * (0.9 + 0.07 * stream.uniform());
      const holding = { holder: mule, cents, receipt: fees.at(-1)!.transactionId };
      const style = { pieces: 1, delayMs: [9 * HOUR, 1.1], hours: WAKING, care: values.sophistication } as const;
      return cashOut(scene, holding, style, stream);
    }),
  );
}
