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
  pow,
  type Rng,
  recruit,
  type Scene,
  sophistication,
  type Victim,
  WAKING,
} from '../../src/define.ts';

const parameters = {
  payments: {
    kind: 'integer_range',
    default: [4, 8],
    min: 2,
    max: 60,
    unit: 'payments',
    doc: 'Payments of the victim.',
    source: 'catalogue entry F3: 3 to 30 over 1 to 6 months; fewer, so that a campaign fits into a month or two',
    sizesCampaign: true,
  },
  days_between: {
    kind: 'range',
    default: [0.7, 3],
    min: 0.1,
    max: 40,
    unit: 'days',
    doc: 'Median time between two payments; sigma of its logarithm 0.8, so that emergencies follow each other and silence follows them.',
    source: 'catalogue entry F3, shortened as above',
  },
  first_amount: {
    kind: 'number',
    default: 140,
    min: 10,
    max: 10_000,
    unit: 'EUR',
    doc: 'Median of the first payment; sigma of its logarithm 0.7.',
    source:
      'assumption: with the growth it comes to about 4,000 in all (catalogue entry F3; 8,800 GBP a case, UK Finance 2023)',
  },
  growth: {
    kind: 'range',
    default: [1.05, 1.4],
    min: 0.8,
    max: 3,
    doc: 'Growth from one payment to the next; the single payment strays by a third.',
    source: 'assumption: the sums rise',
  },
  abroad_share: {
    kind: 'share',
    default: 0.4,
    min: 0,
    max: 1,
    doc: 'Share of payments that go abroad straight away; the others go to a mule at home, "a friend who will bring it".',
    source: 'assumption',
  },
  wakes_up: {
    kind: 'share',
    default: 0.03,
    min: 0,
    max: 1,
    doc: 'Chance after every payment that somebody opens the victim’s eyes.',
    source: 'assumption',
  },
  sophistication,
} as const satisfies Parameters;

type Values = Drawn<typeof parameters>;

/** Share of the payments asked for that the victim has the money for. */
const HAS_MEANS = 0.85;
const WORDS = [undefined, undefined, undefined, 'gift', 'thanks', 'holiday', 'tickets', 'loan', 'birthday'] as const;

export default defineTypology({
  name: 'romance',
  family: 'scam',
  doc: 'Somebody whom the victim has never met asks for help again and again: a ticket, a hospital, a customs duty. The victim pays for weeks, more each time.',
  source: 'UK Finance, Annual Fraud Report 2024 (catalogue entry F3)',
  lookAlikes: ['friends_and_family', 'remittances'],
  parameters,
  roles: {
    victim: 'Is in love, and pays.',
    mule: 'Receives a part of it at home and moves it on.',
    payee_abroad: 'Receives the rest abroad.',
  },
  expectedRows({ payments, abroad_share, wakes_up }) {
    let made = 0;
    for (let payment = 0, stays = 1; payment < payments; payment++, stays *= 1 - wakes_up) made += stays;
    return HAS_MEANS * made * (2 - abroad_share);
  },
  run(scene) {
    const { values, rng, cast } = scene;
    const victim = findVictim(scene);
    const [mule] = recruit(scene, { role: 'mule', count: 1, herdedShare: 0.3 }, rng);
    if (victim === undefined || mule === undefined) {
      scene.conclude('aborted: nobody found');
      return EMPTY;
    }
    const abroad = cast.foreignAccount();
    scene.enlist('payee_abroad', { account: abroad });
    const firstCents = rng.logNormal(100 * values.first_amount, 0.7);
    const known = new Set<number>();
    return range(0, values.payments).pipe(
      concatMap((ordinal) => {
        const stream = rng.fork('payment', ordinal);
        const isAbroad = stream.chance(values.abroad_share) || !scene.isOpen(mule.account);
        const cents = firstCents * pow(values.growth, ordinal) * stream.logNormal(1, 0.33);
        return plead(scene, victim, { payee: isAbroad ? abroad : mule.account, cents, ordinal, known }, stream);
      }),
      takeWhile(({ outcome }) => !isFinal(outcome.declineReason)),
      takeWhile(({ ordinal }) => !rng.fork('eyes', ordinal).chance(values.wakes_up), true),
      mergeMap(({ payee, outcome, ordinal }) => {
        if (!outcome.approved) return EMPTY;
        // What went abroad is gone.
        if (payee === mule.account) return moveOn(scene, mule, outcome, rng.fork('exit', ordinal));
        scene.gain(outcome.amountCents);
        return EMPTY;
      }),
      tap(({ declineReason }) => isFinal(declineReason) && scene.conclude(`aborted: ${declineReason}`)),
    );
  },
});

interface Plea {
  readonly payee: number;
  readonly cents: number;
  readonly ordinal: number;
  /** Payees whom the victim has paid before. */
  readonly known: Set<number>;
}

/** A payment of the victim. */
interface Paid {
  readonly payee: number;
  readonly ordinal: number;
  readonly outcome: Outcome;
}

/** A plea, and the payment some hours or days after the one before. */
function plead(
  scene: Scene<Values>,
  victim: Victim,
  { payee, cents, ordinal, known }: Plea,
  rng: Rng,
): Observable<Paid> {
  const { values, clock } = scene;
  const pause = ordinal === 0 ? 0 : rng.logNormal(values.days_between * DAY, 0.8);
  return scene.wait(delayInto(WAKING, clock.now(), pause, rng)).pipe(
    concatMap(() => {
      const isNewPayee = !known.has(payee);
      known.add(payee);
      const payment = {
        payee,
        cents,
        mostShare: 0.7,
        leastShare: 0.12,
        isNewPayee,
        instantShare: 0.4,
        reference: rng.pick(WORDS),
      } as const;
      return payWillingly(scene, victim, payment, rng);
    }),
    map((outcome) => ({ payee, ordinal, outcome })),
  );
}

/** What came to the mule leaves within a day. */
function moveOn(scene: Scene<Values>, mule: Accomplice, receipt: Outcome, rng: Rng): Observable<Outcome> {
  const cents = receipt.amountCents * (0.88 + 0.09 * rng.uniform());
  const holding = { holder: mule, cents, receipt: receipt.transactionId };
  const style = { pieces: 1, delayMs: [8 * HOUR, 1], hours: WAKING, care: scene.values.sophistication } as const;
  return cashOut(scene, holding, style, rng);
}
