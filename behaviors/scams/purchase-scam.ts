import {
  bufferCount,
  concatMap,
  EMPTY,
  filter,
  map,
  mergeMap,
  type Observable,
  range,
  reduce,
  takeWhile,
  tap,
} from 'rxjs';
import {
  type Accomplice,
  cashOut,
  DAY,
  type Drawn,
  defineTypology,
  delayInto,
  HOUR,
  isFinal,
  newcomer,
  type Outcome,
  type Parameters,
  type Rng,
  recruit,
  remittanceWord,
  type Scene,
  sophistication,
  transferOnline,
  typedCents,
  WAKING,
} from '../../src/define.ts';

const parameters = {
  victims: {
    kind: 'integer_range',
    default: [1, 12],
    min: 1,
    max: 200,
    unit: 'victims',
    doc: 'Buyers who pay the same seller before he disappears.',
    source: 'assumption',
    sizesCampaign: true,
  },
  gap_days: {
    kind: 'range',
    default: [0.1, 1.5],
    min: 0.01,
    max: 30,
    unit: 'days',
    doc: 'Mean time between one victim and the next.',
    source: 'assumption',
  },
  amount: {
    kind: 'number',
    default: 300,
    min: 5,
    max: 50_000,
    unit: 'EUR',
    doc: 'Median price of what is offered; sigma of its logarithm 1.1.',
    source: 'catalogue entry F1; UK Finance 2023: 549 GBP a case on average',
  },
  same_offer: {
    kind: 'range',
    default: [0.2, 0.9],
    min: 0,
    max: 1,
    doc: 'Share of the victims of a campaign who want the same thing and pay about the same.',
    source: 'assumption',
  },
  second_payment: {
    kind: 'share',
    default: 0.12,
    min: 0,
    max: 1,
    doc: 'Share of victims who pay again, for shipping or customs; a third of them a third time.',
    source: 'catalogue entry F1: one payment, rarely two or three; the shares are assumptions',
  },
  receipts_per_exit: {
    kind: 'integer_range',
    default: [1, 4],
    min: 1,
    max: 50,
    unit: 'victims',
    doc: 'Victims whose money gathers before the seller moves it on.',
    source: 'assumption',
  },
  sophistication,
} as const satisfies Parameters;

type Values = Drawn<typeof parameters>;

/** What one victim has paid. */
interface Takings {
  readonly cents: number;
  readonly receipt: number;
}

/** Of those who pay twice, how many pay a third time. */
const THIRD_PAYMENT = 1 / 3;
/** Share of victims who can pay. */
const HAVE_MEANS = 0.97;
/** Nobody buys for less. */
const SMALLEST_CENTS = 1_000;

export default defineTypology({
  name: 'purchase_scam',
  family: 'scam',
  doc: 'Buyers pay a seller of their own will for something that never comes; he moves the money on and goes on selling until his account is frozen.',
  source: 'UK Finance, Annual Fraud Report 2024 (catalogue entry F1)',
  lookAlikes: ['private_purchase'],
  parameters,
  roles: {
    victim: 'Pays for something that does not exist.',
    seller: 'Lends his account to the fraudsters, or is one.',
  },
  expectedRows(values) {
    const payments = 1 + values.second_payment * (1 + THIRD_PAYMENT);
    return values.victims * HAVE_MEANS * payments + Math.ceil(values.victims / values.receipts_per_exit);
  },
  run(scene) {
    const { values, rng } = scene;
    const [seller] = recruit(scene, { role: 'seller', count: 1, herdedShare: 0.3 }, rng);
    if (seller === undefined) {
      scene.conclude('aborted: no accomplices');
      return EMPTY;
    }
    const offerCents = rng.logNormal(values.amount * 100, 1.1);
    return range(0, values.victims).pipe(
      concatMap((ordinal) => untilNextVictim(scene, ordinal)),
      takeWhile(() => scene.isOpen(seller.account)),
      // Deals overlap: one victim is still paying for the shipping when the next one comes.
      mergeMap((ordinal) => sell(scene, seller, offerCents, rng.fork('victim', ordinal))),
      bufferCount(values.receipts_per_exit),
      concatMap((takings, ordinal) => moveOn(scene, seller, takings, rng.fork('exit', ordinal))),
      tap(({ declineReason }) => isFinal(declineReason) && scene.conclude(`aborted: ${declineReason}`)),
      takeWhile(({ declineReason }) => !isFinal(declineReason), true),
    );
  },
});

function untilNextVictim(scene: Scene<Values>, ordinal: number): Observable<number> {
  const rng = scene.rng.fork('gap', ordinal);
  const gap = ordinal === 0 ? 0 : rng.exponential(scene.values.gap_days * DAY);
  return scene.wait(delayInto(WAKING, scene.clock.now(), gap, rng)).pipe(map(() => ordinal));
}

/** One victim's payments: the price, and now and then what is said to have come on top of it. */
function sell(scene: Scene<Values>, seller: Accomplice, offerCents: number, rng: Rng): Observable<Takings> {
  const { values, cast } = scene;
  const victim = newcomer(scene, cast.believer);
  if (victim === undefined) return EMPTY;
  scene.enlist('victim', { customer: victim, account: cast.currentAccount(victim) });
  const priceCents = rng.chance(values.same_offer)
    ? offerCents * (0.9 + 0.15 * rng.uniform())
    : rng.logNormal(values.amount * 100, 1.1);
  const payments = rng.chance(values.second_payment) ? (rng.chance(THIRD_PAYMENT) ? 3 : 2) : 1;
  return range(0, payments).pipe(
    concatMap((ordinal) => {
      const pause = ordinal === 0 ? 0 : rng.logNormal(20 * HOUR, 0.8);
      const cents = ordinal === 0 ? priceCents : priceCents * (0.08 + 0.4 * rng.uniform());
      return scene
        .wait(delayInto(WAKING, scene.clock.now(), pause, rng))
        .pipe(concatMap(() => payWillingly(scene, victim, seller, cents, ordinal === 0, rng)));
    }),
    // A victim who is refused gives up.
    takeWhile(({ approved }) => approved),
    reduce((sum, { amountCents, transactionId }) => ({ cents: sum.cents + amountCents, receipt: transactionId }), {
      cents: 0,
      receipt: 0,
    }),
    filter(({ cents }) => cents > 0),
  );
}

/** The victim pays from his own device, within his means; without means he does not. */
function payWillingly(
  scene: Scene<Values>,
  victim: number,
  seller: Accomplice,
  cents: number,
  isNewPayee: boolean,
  rng: Rng,
): Observable<Outcome> {
  const { cast } = scene;
  const account = cast.currentAccount(victim);
  const affordableCents = 0.8 * scene.available(account);
  if (affordableCents < SMALLEST_CENTS) return EMPTY;
  const order = {
    rail: rng.chance(0.4) ? 'instant_transfer' : 'credit_transfer',
    stage: 'placement',
    origin: account,
    destination: seller.account,
    amountCents: typedCents(Math.max(SMALLEST_CENTS, Math.min(cents, affordableCents)), 0.3, rng),
    access: cast.ownAccess(victim),
    victim,
    ...remittanceWord('purchase', cents, rng),
  } as const;
  return transferOnline(scene, order, { customer: victim, isNewPayee, retries: 0 }, rng);
}

/** The seller moves on what has gathered. */
function moveOn(scene: Scene<Values>, seller: Accomplice, takings: readonly Takings[], rng: Rng): Observable<Outcome> {
  const fee = 0.03 + 0.07 * rng.uniform();
  const cents = takings.reduce((sum, part) => sum + part.cents, 0) * (1 - fee);
  const holding = { holder: seller, cents, receipt: takings.at(-1)!.receipt };
  const care = scene.values.sophistication;
  return cashOut(scene, holding, { pieces: 1, delayMs: [12 * HOUR, 1.1], hours: WAKING, care }, rng);
}
