import { concatMap, EMPTY, map, mergeMap, type Observable, range, takeWhile, tap } from 'rxjs';
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
  type Rng,
  recruit,
  type Scene,
  sophistication,
} from '../../src/define.ts';

const parameters = {
  victims: {
    kind: 'integer_range',
    default: [1, 5],
    min: 1,
    max: 60,
    unit: 'victims',
    doc: 'Parents and friends who fall for the message of one gang; it is sent to thousands.',
    source: 'assumption',
    sizesCampaign: true,
  },
  gap_days: {
    kind: 'range',
    default: [0.2, 2],
    min: 0.01,
    max: 30,
    unit: 'days',
    doc: 'Mean time between one victim and the next.',
    source: 'assumption',
  },
  amount: {
    kind: 'number',
    default: 1_100,
    min: 50,
    max: 50_000,
    unit: 'EUR',
    doc: 'Median of the first bill that is to be paid; sigma of its logarithm 0.7.',
    source: 'catalogue entry F8: 1,400 in all; 7,504 GBP a case on average (UK Finance, first half of 2018)',
  },
  second_bill: {
    kind: 'share',
    default: 0.35,
    min: 0,
    max: 1,
    doc: 'Share of victims who pay another bill, and of those who pay a third.',
    source: 'catalogue entry F8: 1 to 3 payments; the share is an assumption',
  },
  victims_per_mule: {
    kind: 'integer_range',
    default: [1, 3],
    min: 1,
    max: 20,
    unit: 'victims',
    doc: 'Victims who pay the same account.',
    source: 'assumption',
  },
  exits: {
    kind: 'integer_range',
    default: [1, 2],
    min: 1,
    max: 6,
    unit: 'payments',
    doc: 'Payments by which a mule takes out what one bill brought.',
    source: 'assumption',
    sizesCampaign: true,
  },
  sophistication,
} as const satisfies Parameters;

type Values = Drawn<typeof parameters>;

/** Share of victims who have the money. */
const HAVE_MEANS = 0.97;

export default defineTypology({
  name: 'family_impersonation',
  family: 'scam',
  doc: 'A message from an unknown number, "mum, this is my new one": the child cannot pay an urgent bill, and the parent pays it to a stranger, sometimes a second and a third.',
  source: 'UK Finance and Europol on impersonation by messenger (catalogue entry F8)',
  lookAlikes: ['friends_and_family'],
  parameters,
  roles: {
    victim: 'Believes that his child or friend needs money at once.',
    mule: 'Lends the account on which the bills are paid.',
  },
  expectedRows({ victims, second_bill, exits }) {
    return HAVE_MEANS * victims * (1 + second_bill * (1 + second_bill)) * (1 + exits);
  },
  run(scene) {
    const { values, rng } = scene;
    const count = Math.ceil(values.victims / values.victims_per_mule);
    const mules = recruit(scene, { role: 'mule', count, herdedShare: 0.5 }, rng);
    if (mules.length === 0) {
      scene.conclude('aborted: no accomplices');
      return EMPTY;
    }
    return range(0, values.victims).pipe(
      concatMap((ordinal) => untilNextVictim(scene, ordinal)),
      mergeMap((ordinal) => {
        const mule = mules[Math.floor(ordinal / values.victims_per_mule) % mules.length]!;
        return deceive(scene, mule, rng.fork('victim', ordinal));
      }),
      tap(({ declineReason }) => isFinal(declineReason) && scene.conclude(`aborted: ${declineReason}`)),
    );
  },
});

/** Messages are read by day. */
function untilNextVictim({ rng, values, wait, clock }: Scene<Values>, ordinal: number): Observable<number> {
  const stream = rng.fork('gap', ordinal);
  const gap = ordinal === 0 ? 0 : stream.exponential(values.gap_days * DAY);
  return wait(delayInto([9, 21], clock.now(), gap, stream)).pipe(map(() => ordinal));
}

/** The bills of one victim, each somewhat urgent, and what the mule makes of them. */
function deceive(scene: Scene<Values>, mule: Accomplice, rng: Rng): Observable<Outcome> {
  const { values, clock } = scene;
  const victim = findVictim(scene);
  if (victim === undefined || !scene.isOpen(mule.account)) return EMPTY;
  const again = (): boolean => rng.chance(values.second_bill);
  const bills = again() ? (again() ? 3 : 2) : 1;
  const word = rng.pick([undefined, undefined, 'invoice', 'loan', 'order', 'deposit'] as const);
  return range(0, bills).pipe(
    concatMap((bill) => {
      const pause = bill === 0 ? 0 : rng.logNormal(2.5 * HOUR, 1.1);
      const payment = {
        payee: mule.account,
        cents: rng.logNormal(100 * values.amount * (bill === 0 ? 1 : 0.8), 0.7),
        mostShare: 0.85,
        isNewPayee: bill === 0,
        instantShare: 0.6,
        // Bills are not round.
        care: 1,
        reference: word,
      } as const;
      return scene
        .wait(delayInto([8, 22], clock.now(), pause, rng))
        .pipe(concatMap(() => payWillingly(scene, victim, payment, rng.fork('bill', bill))));
    }),
    // Whom the bank stops calls the child.
    takeWhile(({ approved }) => approved),
    mergeMap(({ amountCents, transactionId }, bill) => {
      const stream = rng.fork('exit', bill);
      const holding = { holder: mule, cents: amountCents * (0.9 + 0.07 * stream.uniform()), receipt: transactionId };
      const style = { pieces: values.exits, delayMs: [1.5 * HOUR, 1.1], care: values.sophistication } as const;
      return cashOut(scene, holding, style, stream);
    }),
  );
}
