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
  type Access,
  type Accomplice,
  cashOut,
  DAY,
  type Drawn,
  defineTypology,
  delayInto,
  type EventType,
  HOUR,
  isFinal,
  MINUTE,
  NIGHT,
  newcomer,
  type Outcome,
  type Parameters,
  type Rng,
  recruit,
  type Scene,
  SECOND,
  sophistication,
  split,
  transferOnline,
  typedCents,
  type Victim,
} from '../../src/define.ts';

const parameters = {
  transfers: {
    kind: 'integer_range',
    default: [1, 3],
    min: 1,
    max: 20,
    unit: 'transfers',
    doc: 'Transfers that empty the account.',
    source: 'catalogue entry E1',
    sizesCampaign: true,
  },
  mules: {
    kind: 'integer_range',
    default: [1, 3],
    min: 1,
    max: 10,
    unit: 'mules',
    doc: 'Mules who receive them, at most one for each transfer.',
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
  drained: {
    kind: 'range',
    default: [0.6, 0.98],
    min: 0.05,
    max: 1,
    doc: 'Share of the money in reach that is taken.',
    source: 'catalogue entry E1',
  },
  swap_to_login_hours: {
    kind: 'range',
    default: [0.2, 6],
    min: 0.01,
    max: 72,
    unit: 'hours',
    doc: 'Time from the SIM swap to the first login.',
    source: 'FBI: the SIM change is followed immediately by a login or a sensitive action',
  },
  night_share: {
    kind: 'share',
    default: 0.35,
    min: 0,
    max: 1,
    doc: 'Share of takeovers at night, when the holder does not see that his phone is dead; the others keep his hours.',
    source: 'catalogue entry E1 (night bias); the share is an assumption',
  },
  fingerprint_share: {
    kind: 'share',
    default: 0.3,
    min: 0,
    max: 1,
    doc: "Share of takeovers from a browser that wears the fingerprint of the victim's own.",
    source: 'Europol on Genesis Market, 2023: fingerprints were sold with the passwords; the share is an assumption',
  },
  savings_share: {
    kind: 'share',
    default: 0.6,
    min: 0,
    max: 1,
    doc: 'Share of takeovers in which savings, if there are any, are moved to the current account first.',
    source: 'assumption',
  },
  sophistication,
} as const satisfies Parameters;

type Values = Drawn<typeof parameters>;

/** Share of account holders who have savings to move, as this world is made. */
const HAVE_SAVINGS = 0.7;
const WORTHWHILE_SAVINGS_CENTS = 20_000;
/** Thieves know what banks let out of an account a day, about 10,000; most stay well below it. */
const LARGEST_CENTS = 950_000;
const LEAST_OF_LARGEST = 0.2;
const SMALLEST_CENTS = 1_000;
/** What a swapped SIM costs: the bribe of a shop assistant or forged papers (assumption). */
const SWAP_COST_CENTS = 15_000;

export default defineTypology({
  name: 'account_takeover',
  family: 'fraud',
  doc: 'With a swapped SIM the thief resets the password, binds his own device, raises the limit, adds payees and drains the account to mules, who take the money out.',
  source: 'Kaspersky and FBI on SIM swapping (catalogue entry E1)',
  lookAlikes: ['new_phone_transfer'],
  parameters,
  roles: {
    victim: 'Holds the account that is taken over.',
    mule: 'Receives a transfer and takes the money out.',
    thief: "Operates the victim's account from his own device.",
  },
  expectedRows({ transfers, exits, savings_share }) {
    return savings_share * HAVE_SAVINGS + transfers * (1 + exits);
  },
  run(scene) {
    const { values, rng, cast } = scene;
    const customer = newcomer(scene, cast.accountHolder);
    if (customer === undefined) return abandon(scene);
    const victim = { customer, account: cast.currentAccount(customer) };
    scene.enlist('victim', victim);
    const count = Math.min(values.mules, values.transfers);
    const mules = recruit(scene, { role: 'mule', count, herdedShare: 0.5 }, rng);
    if (mules.length === 0) return abandon(scene);
    const isDisguised = rng.fork('disguise').chance(values.fingerprint_share);
    const reach = (): Access => (isDisguised ? cast.disguisedAccess(customer, 0) : cast.criminalAccess(0));
    const access = reach();
    scene.enlist('thief', { device: access.device });
    return concat(
      swapSim(scene, victim),
      takeOver(scene, victim, access, isDisguised),
      drain(scene, victim, mules, access, reach),
    );
  },
});

function abandon(scene: Scene<Values>): Observable<never> {
  scene.conclude('aborted: nobody found');
  return EMPTY;
}

/** Some days of preparation that nobody sees, then the SIM change, shortly before the login. */
function swapSim(scene: Scene<Values>, victim: Victim): Observable<never> {
  const { values } = scene;
  const rng = scene.rng.fork('swap');
  const hours = rng.chance(values.night_share) ? NIGHT : ([8, 22] as const);
  const reconMs = rng.uniform() * 2 * DAY;
  const swapMs = values.swap_to_login_hours * HOUR;
  const loginMs = delayInto(hours, scene.clock.now(), reconMs + swapMs, rng);
  scene.spend(SWAP_COST_CENTS);
  return concat(
    scene.wait(loginMs - swapMs),
    // The bank hears of it from the carrier; whose device asked for it is not known.
    defer(() => act(scene, 'sim_change', victim, { device: -1, ip: 0, session: -1, channel: 'branch' })),
    scene.wait(swapMs),
  ).pipe(ignoreElements());
}

/** The new number opens the account: mostly a new password, mostly a new device, often a higher limit. */
function takeOver(scene: Scene<Values>, victim: Victim, access: Access, isDisguised: boolean): Observable<never> {
  const rng = scene.rng.fork('takeover');
  const steps: EventType[] = rng.chance(0.8) ? ['password_reset', 'login'] : ['login'];
  if (!isDisguised) steps.push('device_bind');
  if (rng.chance(0.6)) steps.push('limit_change');
  return from(steps).pipe(
    concatMap((type) =>
      concat(
        defer(() => act(scene, type, victim, access, type === 'limit_change' ? higherLimit(rng) : {})),
        scene.wait(rng.logNormal(100 * SECOND, 0.7)),
      ),
    ),
    ignoreElements(),
  );
}

/** From one of the daily limits that banks offer to a higher one, in euros. */
function higherLimit(rng: Rng): { readonly oldValue: number; readonly newValue: number } {
  const limits = [500, 1_000, 2_000, 3_000, 5_000, 10_000];
  const from = rng.below(limits.length - 1);
  return { oldValue: limits[from]!, newValue: limits[rng.between(from + 1, limits.length - 1)]! };
}

function act(
  scene: Scene<Values>,
  type: EventType,
  { customer, account }: Victim,
  access: Access,
  change: { readonly oldValue?: number; readonly newValue?: number } = {},
): Observable<unknown> {
  return scene.act({ type, customer, account, access, ...change });
}

/** Savings first, then transfer after transfer until the account is barred; every receipt is taken out on its own. */
function drain(
  scene: Scene<Values>,
  victim: Victim,
  mules: readonly Accomplice[],
  access: Access,
  reach: () => Access,
): Observable<Outcome> {
  const { values } = scene;
  const rng = scene.rng.fork('drain');
  // The patient wait some hours between transfers; most take all within minutes, in one session.
  const isPatient = rng.chance(0.35 * values.sophistication);
  const parts$ = defer(() => {
    const inReachCents = Math.min(scene.available(victim.account), dareCents(rng));
    return from(split(Math.max(SMALLEST_CENTS, inReachCents * values.drained), values.transfers, 2, rng));
  });
  return concat(
    moveSavings(scene, victim, access).pipe(ignoreElements()),
    parts$.pipe(
      concatMap((cents, ordinal) => {
        const isFirst = ordinal === 0;
        const pause = isFirst ? 30 * SECOND : rng.logNormal(isPatient ? 7 * HOUR : 25 * MINUTE, 1);
        const session = isFirst || !isPatient ? access : reach();
        return scene
          .wait(pause)
          .pipe(
            concatMap(() =>
              payMule(scene, victim, mules, { cents, ordinal, access: session, isLoggedIn: session === access }),
            ),
          );
      }),
      tap(({ outcome }) => isFinal(outcome.declineReason) && scene.conclude(`aborted: ${outcome.declineReason}`)),
      takeWhile(({ outcome }) => !isFinal(outcome.declineReason)),
      filter(({ outcome }) => outcome.approved),
      mergeMap((receipt) => takeOut(scene, receipt)),
    ),
  );
}

/** Savings are where the money is; to move them to the current account asks for no new payee. */
function moveSavings(scene: Scene<Values>, victim: Victim, access: Access): Observable<Outcome> {
  const rng = scene.rng.fork('savings');
  const savings = scene.cast.savingsAccount(victim.customer);
  return defer(() => {
    if (savings < 0 || !rng.chance(scene.values.savings_share)) return EMPTY;
    const cents = scene.available(savings) * (0.7 + 0.3 * rng.uniform());
    if (cents < WORTHWHILE_SAVINGS_CENTS) return EMPTY;
    const amountCents = typedCents(Math.min(cents, dareCents(rng)), scene.values.sophistication, rng);
    return scene.pay({
      rail: 'credit_transfer',
      stage: 'setup',
      origin: savings,
      destination: victim.account,
      amountCents,
      access,
      reference: 'savings',
    });
  });
}

/** What a thief dares to take in a day. */
function dareCents(rng: Rng): number {
  return LARGEST_CENTS * (LEAST_OF_LARGEST + (1 - LEAST_OF_LARGEST) * rng.uniform());
}

interface Part {
  readonly cents: number;
  readonly ordinal: number;
  readonly access: Access;
  readonly isLoggedIn: boolean;
}

interface Receipt {
  readonly outcome: Outcome;
  readonly mule: Accomplice;
  readonly ordinal: number;
}

function payMule(
  scene: Scene<Values>,
  victim: Victim,
  mules: readonly Accomplice[],
  { cents, ordinal, access, isLoggedIn }: Part,
): Observable<Receipt> {
  const rng = scene.rng.fork('transfer', ordinal);
  const mule = mules[ordinal % mules.length]!;
  const order = {
    rail: rng.chance(0.7) ? 'instant_transfer' : 'credit_transfer',
    stage: 'placement',
    origin: victim.account,
    destination: mule.account,
    amountCents: typedCents(Math.max(SMALLEST_CENTS, cents), scene.values.sophistication, rng),
    access,
    victim: victim.customer,
  } as const;
  const session = { customer: victim.customer, isNewPayee: ordinal < mules.length, isLoggedIn, retries: 3 };
  return transferOnline(scene, order, session, rng).pipe(map((outcome) => ({ outcome, mule, ordinal })));
}

/** The mule keeps his share and takes the rest out within minutes or hours. */
function takeOut(scene: Scene<Values>, { outcome, mule, ordinal }: Receipt): Observable<Outcome> {
  const { values } = scene;
  const rng = scene.rng.fork('exit', ordinal);
  const kept = 0.03 + 0.07 * rng.uniform();
  const holding = { holder: mule, cents: outcome.amountCents * (1 - kept), receipt: outcome.transactionId };
  return cashOut(
    scene,
    holding,
    { pieces: values.exits, delayMs: [1.2 * HOUR, 1.1], care: values.sophistication },
    rng,
  );
}
