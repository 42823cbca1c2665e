import { concat, concatMap, EMPTY, filter, mergeMap, type Observable, range, takeWhile, tap } from 'rxjs';
import {
  type Accomplice,
  cashOut,
  DAY,
  type Drawn,
  defineTypology,
  delayInto,
  delayIntoWorkday,
  findVictim,
  HOUR,
  isFinal,
  OFFICE,
  type Outcome,
  type Parameters,
  payFromOutside,
  payWillingly,
  pow,
  type Rng,
  recruit,
  type Scene,
  sophistication,
  typedCents,
  type Victim,
  WAKING,
} from '../../src/define.ts';

const parameters = {
  deposits: {
    kind: 'integer_range',
    default: [3, 7],
    min: 1,
    max: 30,
    unit: 'payments',
    doc: 'Payments after the trial, each larger than the one before.',
    source: 'catalogue entry F2: 4 to 15',
    sizesCampaign: true,
  },
  trial: {
    kind: 'range',
    default: [60, 400],
    min: 10,
    max: 5_000,
    unit: 'EUR',
    doc: 'What the victim tries it with.',
    source: 'catalogue entry F2: 50 to 500',
  },
  bait_share: {
    kind: 'share',
    default: 0.7,
    min: 0,
    max: 1,
    doc: 'Share of trials that are paid back with a profit, so that the victim believes.',
    source: 'FIN-2023-Alert005: small returns, then larger deposits; the share is an assumption',
  },
  bait_profit: {
    kind: 'range',
    default: [0.05, 0.15],
    min: 0,
    max: 1,
    doc: 'Profit paid back with it.',
    source: 'catalogue entry F2: 5 to 15 %',
  },
  growth: {
    kind: 'range',
    default: [1.2, 1.8],
    min: 0.8,
    max: 4,
    doc: 'Growth from one payment to the next, as far as the victim has the money.',
    source: 'catalogue entry F2: 1.5 to 2.5',
  },
  days_between: {
    kind: 'range',
    default: [0.7, 2.5],
    min: 0.1,
    max: 40,
    unit: 'days',
    doc: 'Median time between two payments; sigma of its logarithm 0.6.',
    source: 'assumption: contact lasts 2 to 10 weeks (catalogue entry F2)',
  },
  exit_fees: {
    kind: 'integer_range',
    default: [0, 2],
    min: 0,
    max: 6,
    unit: 'payments',
    doc: 'Fees and taxes that are demanded when the victim wants his money back.',
    source: 'catalogue entry F2: fee demands at exit',
    sizesCampaign: true,
  },
  abroad_share: {
    kind: 'share',
    default: 0.5,
    min: 0,
    max: 1,
    doc: 'Share of brokers whose account is abroad; the others use a lent one at home, mostly that of a business.',
    source: 'assumption',
  },
  sophistication,
} as const satisfies Parameters;

type Values = Drawn<typeof parameters>;

/** Share of the payments asked for that the victim has the money for. */
const HAS_MEANS = 0.7;
const WORDS = [undefined, undefined, 'savings', 'invoice', 'deposit', 'order'] as const;

/** The account behind the broker's fine website. */
interface Broker {
  readonly account: number;
  /** Who lends it, if it is at home. */
  readonly mule: Accomplice | undefined;
}

export default defineTypology({
  name: 'investment',
  family: 'scam',
  doc: 'A broker with a fine website pays the first small investment back with a profit; the victim then invests more and more, and at the end pays fees to get it out.',
  source: 'FinCEN, FIN-2023-Alert005; UK Finance, Annual Fraud Report 2024 (catalogue entry F2)',
  lookAlikes: ['account_abroad', 'crypto_purchases'],
  parameters,
  roles: {
    victim: 'Believes that he invests.',
    broker: 'Lends the account that passes for the broker’s.',
    broker_abroad: 'An account abroad that passes for the broker’s, or pays the bait.',
  },
  expectedRows({ deposits, bait_share, exit_fees, abroad_share }) {
    return 1 + bait_share + HAS_MEANS * (deposits + exit_fees) * (2 - abroad_share);
  },
  run(scene) {
    const { values, rng } = scene;
    const victim = findVictim(scene);
    const broker = openBroker(scene);
    if (victim === undefined || broker === undefined) {
      scene.conclude('aborted: nobody found');
      return EMPTY;
    }
    const word = rng.pick(WORDS);
    const pay = (ordinal: number, cents: number, pauseMs: number): Observable<Outcome> => {
      const stream = rng.fork('payment', ordinal);
      const isNewPayee = ordinal === 0;
      const payment = {
        payee: broker.account,
        cents,
        mostShare: 0.75,
        leastShare: 0.15,
        isNewPayee,
        instantShare: 0.45,
        reference: word,
      };
      return scene
        .wait(delayInto(WAKING, scene.clock.now(), pauseMs, stream))
        .pipe(concatMap(() => payWillingly(scene, victim, payment, stream)));
    };
    const trialCents = 100 * values.trial;
    const sums = [
      ...Array.from({ length: values.deposits }, (_, ordinal) => 2 * trialCents * pow(values.growth, ordinal)),
      // A tenth of what he believes to have.
      ...Array.from({ length: values.exit_fees }, () => 0.5 * trialCents * pow(values.growth, values.deposits)),
    ];
    return concat(
      pay(0, trialCents, 0).pipe(
        filter(({ approved }) => approved),
        concatMap((trial) => payBack(scene, victim, broker, trial)),
      ),
      range(0, sums.length).pipe(
        concatMap((index) => {
          const stream = rng.fork('sum', index);
          const pause = stream.logNormal(values.days_between * DAY, 0.6);
          return pay(1 + index, sums[index]! * stream.logNormal(1, 0.25), pause);
        }),
        takeWhile(({ declineReason }) => !isFinal(declineReason) && scene.isOpen(broker.account)),
        mergeMap((outcome, ordinal) => (outcome.approved ? moveOn(scene, broker, outcome, ordinal) : EMPTY)),
      ),
    ).pipe(tap(({ declineReason }) => isFinal(declineReason) && scene.conclude(`aborted: ${declineReason}`)));
  },
});

/** A lent account at home, or one abroad. */
function openBroker(scene: Scene<Values>): Broker | undefined {
  const { values, rng, cast } = scene;
  if (rng.fork('broker').chance(values.abroad_share)) {
    const account = cast.foreignAccount();
    scene.enlist('broker_abroad', { account });
    return { account, mule: undefined };
  }
  const [mule] = recruit(scene, { role: 'broker', count: 1, businessShare: 0.6, herdedShare: 0.5 }, rng);
  return mule && { account: mule.account, mule };
}

/**
 * The bait: what was tried comes back with a profit, and it is fraud like all the rest. It comes from abroad, even if the
 * broker collects at home, where a mule would not let go of money.
 */
function payBack(scene: Scene<Values>, victim: Victim, { account, mule }: Broker, trial: Outcome): Observable<Outcome> {
  const { values, clock, cast } = scene;
  const rng = scene.rng.fork('bait');
  if (!rng.chance(values.bait_share)) return EMPTY;
  const origin = mule === undefined ? account : cast.foreignAccount();
  if (mule !== undefined) scene.enlist('broker_abroad', { account: origin });
  const order = {
    rail: rng.chance(0.4) ? 'instant_transfer' : 'credit_transfer',
    stage: 'setup',
    origin,
    destination: victim.account,
    amountCents: typedCents(trial.amountCents * (1 + values.bait_profit), 1, rng),
    causedBy: mule === undefined ? trial.transactionId : 0,
  } as const;
  return payFromOutside(scene, order, delayIntoWorkday(OFFICE, clock.now(), rng.logNormal(2 * DAY, 0.5), rng));
}

/** What came to an account at home leaves it within a day or two; what went abroad is gone. */
function moveOn(scene: Scene<Values>, { mule }: Broker, receipt: Outcome, ordinal: number): Observable<Outcome> {
  if (mule === undefined) {
    scene.gain(receipt.amountCents);
    return EMPTY;
  }
  const rng: Rng = scene.rng.fork('exit', ordinal);
  const cents = receipt.amountCents * (0.9 + 0.07 * rng.uniform());
  const holding = { holder: mule, cents, receipt: receipt.transactionId };
  const style = { pieces: 1, delayMs: [14 * HOUR, 1], hours: WAKING, care: scene.values.sophistication } as const;
  return cashOut(scene, holding, style, rng);
}
