import {
  concat,
  concatMap,
  defer,
  EMPTY,
  filter,
  from,
  ignoreElements,
  map,
  mergeMap,
  type Observable,
  takeWhile,
  tap,
} from 'rxjs';
import {
  type Accomplice,
  cashOut,
  type Drawn,
  defineTypology,
  delayInto,
  findVictim,
  HOUR,
  isFinal,
  MINUTE,
  type Outcome,
  type Parameters,
  payWillingly,
  type Rng,
  recruit,
  type Scene,
  sophistication,
  split,
  typedCents,
  type Victim,
} from '../../src/define.ts';

const parameters = {
  transfers: {
    kind: 'integer_range',
    default: [1, 4],
    min: 1,
    max: 12,
    unit: 'transfers',
    doc: 'Transfers to the safe account that the victim is talked through.',
    source: 'catalogue entry F7: several payments just under limits',
    sizesCampaign: true,
  },
  taken: {
    kind: 'range',
    default: [0.6, 0.98],
    min: 0.05,
    max: 1,
    doc: 'Share of the money in reach that is taken.',
    source: 'catalogue entry F7: 70 to 100 % of what is liquid; less, since some victims become suspicious',
  },
  call_minutes: {
    kind: 'range',
    default: [10, 90],
    min: 2,
    max: 480,
    unit: 'minutes',
    doc: 'Length of the call, within which all transfers are made.',
    source: 'catalogue entry F7',
  },
  savings_share: {
    kind: 'share',
    default: 0.65,
    min: 0,
    max: 1,
    doc: 'Share of calls in which savings, if there are any, are moved to the current account first.',
    source: 'catalogue entry F7; the share is an assumption',
  },
  hangs_up: {
    kind: 'share',
    default: 0.12,
    min: 0,
    max: 1,
    doc: 'Chance after every transfer that the victim becomes suspicious and hangs up.',
    source: 'assumption',
  },
  exits: {
    kind: 'integer_range',
    default: [1, 3],
    min: 1,
    max: 8,
    unit: 'payments',
    doc: 'Payments by which a mule takes out what one transfer brought.',
    source: 'assumption',
    sizesCampaign: true,
  },
  sophistication,
} as const satisfies Parameters;

type Values = Drawn<typeof parameters>;

/** Share of people who have savings worth moving. */
const HAVE_SAVINGS = 0.7;
const WORTHWHILE_CENTS = 30_000;
/** Fraudsters know what banks let out of an account a day: about 10,000. */
const LARGEST_CENTS = 950_000;
/** Some have nothing to lose; about as many payments are refused for their size and made in parts. */
const HAVE_MEANS = 1;

export default defineTypology({
  name: 'safe_account',
  family: 'scam',
  doc: 'A caller who says that he is the bank or the police talks the victim into moving savings and balance to a "safe account", transfer by transfer while the call lasts.',
  source: 'UK Finance: bank and police impersonation, 11,402 GBP a case in the first half of 2018 (catalogue entry F7)',
  lookAlikes: ['new_phone_transfer', 'savings_withdrawal'],
  parameters,
  roles: {
    victim: 'Believes that his account is in danger and moves his money himself.',
    mule: 'Lends the "safe account" and takes the money out.',
  },
  expectedRows({ transfers, savings_share, hangs_up, exits }) {
    let made = 0;
    for (let transfer = 0, stays = 1; transfer < transfers; transfer++, stays *= 1 - hangs_up) made += stays;
    return savings_share * HAVE_SAVINGS + HAVE_MEANS * made * (1 + exits);
  },
  run(scene) {
    const { rng } = scene;
    const victim = findVictim(scene);
    const mules = recruit(scene, { role: 'mule', count: rng.chance(0.6) ? 1 : 2, herdedShare: 0.5 }, rng);
    if (victim === undefined || mules.length === 0) {
      scene.conclude('aborted: nobody found');
      return EMPTY;
    }
    const start = delayInto([9, 20], scene.clock.now(), 0, rng);
    return concat(
      scene.wait(start).pipe(ignoreElements()),
      moveSavings(scene, victim).pipe(ignoreElements()),
      defer(() => talkThrough(scene, victim, mules)),
    ).pipe(
      mergeMap(({ mule, outcome }, ordinal) => takeOut(scene, mule, outcome, rng.fork('exit', ordinal))),
      tap(({ declineReason }) => isFinal(declineReason) && scene.conclude(`aborted: ${declineReason}`)),
    );
  },
});

/** Savings are moved first; to move them to one's own account alarms nobody. */
function moveSavings(scene: Scene<Values>, { customer, account }: Victim): Observable<Outcome> {
  const { cast, values } = scene;
  const rng = scene.rng.fork('savings');
  const savings = cast.savingsAccount(customer);
  return defer(() => {
    if (savings < 0 || !rng.chance(values.savings_share)) return EMPTY;
    const cents = Math.min(LARGEST_CENTS, scene.available(savings) * (0.7 + 0.3 * rng.uniform()));
    if (cents < WORTHWHILE_CENTS) return EMPTY;
    const order = {
      rail: rng.chance(0.5) ? 'instant_transfer' : 'credit_transfer',
      stage: 'setup',
      origin: savings,
      destination: account,
      amountCents: typedCents(cents, 0.2, rng),
      access: cast.ownAccess(customer),
      ...(rng.chance(0.4) ? { reference: 'savings' as const } : {}),
    } as const;
    return scene.wait((3 + 12 * rng.uniform()) * MINUTE).pipe(concatMap(() => scene.pay(order)));
  });
}

interface Receipt {
  readonly mule: Accomplice;
  readonly outcome: Outcome;
}

/** Transfer after transfer on the telephone, until the victim hangs up or nothing is left. */
function talkThrough(scene: Scene<Values>, victim: Victim, mules: readonly Accomplice[]): Observable<Receipt> {
  const { values } = scene;
  const rng = scene.rng.fork('call');
  const inReachCents = Math.min(LARGEST_CENTS, scene.available(victim.account)) * values.taken;
  const gapMs = (values.call_minutes * MINUTE) / values.transfers;
  return from(split(inReachCents, values.transfers, 3, rng)).pipe(
    concatMap((cents, ordinal) => {
      const mule = mules[ordinal % mules.length]!;
      const payment = {
        payee: mule.account,
        cents,
        mostShare: 0.98,
        isNewPayee: ordinal < mules.length,
        instantShare: 0.8,
        retries: 2,
      } as const;
      const delay = 2 * MINUTE + rng.exponential(0.8 * gapMs);
      return scene.wait(delay).pipe(
        concatMap(() => payWillingly(scene, victim, payment, rng.fork('transfer', ordinal))),
        filter(({ approved }) => approved),
        map((outcome) => ({ mule, outcome, isLast: rng.chance(values.hangs_up) })),
      );
    }),
    takeWhile(({ isLast }) => !isLast, true),
  );
}

/** The mule keeps his share and takes the rest out within minutes or hours. */
function takeOut(scene: Scene<Values>, mule: Accomplice, receipt: Outcome, rng: Rng): Observable<Outcome> {
  const { values } = scene;
  const cents = receipt.amountCents * (0.9 + 0.08 * rng.uniform());
  const holding = { holder: mule, cents, receipt: receipt.transactionId };
  const style = { pieces: values.exits, delayMs: [1.5 * HOUR, 1], care: values.sophistication } as const;
  return cashOut(scene, holding, style, rng);
}
