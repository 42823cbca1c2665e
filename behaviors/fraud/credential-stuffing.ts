import {
  concat,
  concatMap,
  defer,
  EMPTY,
  filter,
  ignoreElements,
  mergeMap,
  type Observable,
  range,
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
  findVictim,
  HOUR,
  isFinal,
  MINUTE,
  type Outcome,
  type Parameters,
  type Rng,
  recruit,
  type Scene,
  SECOND,
  sophistication,
  transferOnline,
  typedCents,
  type Victim,
} from '../../src/define.ts';

const parameters = {
  accounts_tried: {
    kind: 'integer_range',
    default: [10, 60],
    min: 1,
    max: 5_000,
    unit: 'accounts',
    doc: 'Customers on whom leaked passwords are tried, in vain; their failed logins are in `events`.',
    source:
      'catalogue entry E2: 0.1 to 1 % of thousands succeed; most tries never reach a customer of these banks (assumption)',
  },
  takeovers: {
    kind: 'integer_range',
    default: [1, 3],
    min: 1,
    max: 40,
    unit: 'victims',
    doc: 'Customers whose password is right.',
    source: 'assumption',
    sizesCampaign: true,
  },
  recon_days: {
    kind: 'range',
    default: [0.1, 3],
    min: 0,
    max: 30,
    unit: 'days',
    doc: 'Mean time for which the thief only looks, between the first login and the drain.',
    source: 'McGovey: 3 to 7 days of reconnaissance, 2 to 5 of small tests; shorter (assumption)',
  },
  test_share: {
    kind: 'share',
    default: 0.4,
    min: 0,
    max: 1,
    doc: 'Share of takeovers that begin with a small transfer, to see whether anybody notices.',
    source: 'McGovey, small tests; the share is an assumption',
  },
  drains: {
    kind: 'integer_range',
    default: [2, 6],
    min: 1,
    max: 20,
    unit: 'transfers',
    doc: 'Transfers by which an account is drained.',
    source: 'PhantomLedger: 3 to 8',
    sizesCampaign: true,
  },
  amount: {
    kind: 'number',
    default: 240,
    min: 5,
    max: 9_000,
    unit: 'EUR',
    doc: 'Median of such a transfer; sigma of its logarithm 0.9. Without the telephone only what needs no second factor goes through.',
    source: 'PhantomLedger: median 180, mean 554',
  },
  mules: {
    kind: 'integer_range',
    default: [1, 3],
    min: 1,
    max: 10,
    unit: 'mules',
    doc: 'Mules who receive the transfers of the campaign.',
    source: 'assumption',
  },
  sophistication,
} as const satisfies Parameters;

type Values = Drawn<typeof parameters>;

/** Share of transfers that the account has the money for. */
const HAS_MEANS = 0.98;
const SMALLEST_CENTS = 1_500;
/** Leaked passwords are sold by the thousand (assumption). */
const LIST_COST_CENTS = 4_000;
/** Tries from one machine before it is changed. */
const TRIES_PER_DEVICE = 12;
/** Ordinal of the first device used inside accounts; the machines that try passwords are others. */
const FIRST_INSIDE = 300;

export default defineTypology({
  name: 'credential_stuffing',
  family: 'fraud',
  doc: 'Leaked passwords are tried on many customers from a few machines; where one is right, the thief looks around, tests with a small sum and drains the account in transfers that need no second factor.',
  source: 'PhantomLedger; McGovey (catalogue entry E2)',
  lookAlikes: ['friends_and_family', 'private_purchase'],
  parameters,
  roles: {
    tried: 'Does not use the leaked password any more: his failed logins are all there is.',
    victim: 'Uses the same password everywhere.',
    mule: 'Receives transfers and takes the money out.',
    thief: 'Operates the account of a victim from his own device.',
  },
  expectedRows: ({ takeovers, test_share, drains }) => HAS_MEANS * takeovers * 2 * (test_share + drains),
  run(scene) {
    const { values, rng } = scene;
    const mules = recruit(scene, { role: 'mule', count: values.mules, herdedShare: 0.5 }, rng);
    if (mules.length === 0) {
      scene.conclude('aborted: no accomplices');
      return EMPTY;
    }
    scene.spend(LIST_COST_CENTS);
    return concat(
      tryPasswords(scene).pipe(ignoreElements()),
      range(0, values.takeovers).pipe(
        mergeMap((ordinal) => takeOver(scene, mules, ordinal, rng.fork('takeover', ordinal))),
      ),
    ).pipe(tap(({ declineReason }) => isFinal(declineReason) && scene.conclude(`aborted: ${declineReason}`)));
  },
});

/** Failed logins, one customer after another, once or twice each, over some hours. */
function tryPasswords(scene: Scene<Values>): Observable<unknown> {
  const { values, rng, cast } = scene;
  const stream = rng.fork('list');
  const gapMs = stream.logNormal(4 * HOUR, 0.8) / values.accounts_tried;
  return range(0, values.accounts_tried).pipe(
    concatMap((ordinal) => {
      const customer = cast.accountHolder();
      const account = cast.currentAccount(customer);
      scene.enlist('tried', { customer, account });
      const access = { ...cast.criminalAccess(Math.floor(ordinal / TRIES_PER_DEVICE), false), channel: 'web' } as const;
      const attempt = defer(() => scene.act({ type: 'login_failed', customer, account, access, succeeded: false }));
      return concat(
        scene.wait(stream.exponential(gapMs)),
        attempt,
        stream.chance(0.3) ? concat(scene.wait((2 + 20 * stream.uniform()) * SECOND), attempt) : EMPTY,
      );
    }),
  );
}

/** One account: in with the right password, a look around, perhaps a test, and the drain. */
function takeOver(scene: Scene<Values>, mules: readonly Accomplice[], ordinal: number, rng: Rng): Observable<Outcome> {
  const { values, cast } = scene;
  const victim = findVictim(scene, cast.accountHolder);
  if (victim === undefined) return EMPTY;
  const device = FIRST_INSIDE + ordinal;
  const enter = (): Access => cast.criminalAccess(device, true);
  scene.enlist('thief', { device: enter().device });
  const mule = mules[ordinal % mules.length]!;
  const look = defer(() => scene.act({ type: 'login', ...victim, access: enter() }));
  const test = rng.chance(values.test_share) ? 1 : 0;
  return concat(
    scene.wait(rng.exponential(5 * HOUR)).pipe(
      concatMap(() => look),
      ignoreElements(),
    ),
    range(0, test + values.drains).pipe(
      concatMap((transfer) => {
        const isTest = transfer < test;
        const cents = isTest ? rng.logNormal(3_000, 0.4) : rng.logNormal(100 * values.amount, 0.9);
        const isFirstDrain = transfer === test;
        // He comes back after the look and after the test; the rest is a matter of minutes or hours.
        const pause =
          isTest || isFirstDrain ? rng.exponential(values.recon_days * DAY) : rng.logNormal(11 * MINUTE, 1.3);
        return scene
          .wait(pause)
          .pipe(
            concatMap(() => drain(scene, victim, mule, { cents, isNewPayee: transfer === 0, access: enter() }, rng)),
          );
      }),
      takeWhile(({ declineReason }) => !isFinal(declineReason)),
      filter(({ approved }) => approved),
      mergeMap((receipt, index) => {
        const stream = rng.fork('exit', index);
        const holding = {
          holder: mule,
          cents: receipt.amountCents * (0.9 + 0.08 * stream.uniform()),
          receipt: receipt.transactionId,
        };
        return cashOut(scene, holding, { pieces: 1, delayMs: [2 * HOUR, 1.1], care: values.sophistication }, stream);
      }),
    ),
  );
}

interface Drain {
  readonly cents: number;
  readonly isNewPayee: boolean;
  readonly access: Access;
}

function drain(
  scene: Scene<Values>,
  { customer, account }: Victim,
  mule: Accomplice,
  { cents, isNewPayee, access }: Drain,
  rng: Rng,
): Observable<Outcome> {
  const availableCents = 0.95 * scene.available(account);
  if (availableCents < SMALLEST_CENTS) return EMPTY;
  const order = {
    rail: rng.chance(0.6) ? 'instant_transfer' : 'credit_transfer',
    stage: 'placement',
    origin: account,
    destination: mule.account,
    amountCents: typedCents(
      Math.max(SMALLEST_CENTS, Math.min(cents, availableCents)),
      scene.values.sophistication,
      rng,
    ),
    access,
    victim: customer,
  } as const;
  return transferOnline(scene, order, { customer, isNewPayee, retries: 1 }, rng);
}
