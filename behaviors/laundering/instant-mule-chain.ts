import {
  concatMap,
  EMPTY,
  expand,
  filter,
  from,
  type MonoTypeOperatorFunction,
  map,
  mergeMap,
  type Observable,
  tap,
} from 'rxjs';
import {
  type Accomplice,
  cashOut,
  type Drawn,
  defineTypology,
  delayInto,
  HOUR,
  isFinal,
  MINUTE,
  newcomer,
  type Outcome,
  type Parameters,
  pow,
  type Rng,
  recruit,
  remittanceWord,
  type Scene,
  SECOND,
  sophistication,
  split,
  transferOnline,
  typedCents,
} from '../../src/define.ts';

const parameters = {
  tiers: {
    kind: 'integer_range',
    default: [3, 6],
    min: 2,
    max: 10,
    unit: 'tiers',
    doc: 'Tiers of mules, the first receiving from the victim and the last taking the money out.',
    source: 'catalogue entry C16',
    sizesCampaign: true,
  },
  branches: {
    kind: 'integer_range',
    default: [2, 4],
    min: 1,
    max: 10,
    unit: 'branches',
    doc: 'Mules among whom the first splits the money.',
    source: 'catalogue entry C16',
    sizesCampaign: true,
  },
  split_again: {
    kind: 'share',
    default: 0.12,
    min: 0,
    max: 0.5,
    doc: 'Chance that a later mule splits what he got in two.',
    source: 'assumption',
  },
  hop_minutes: {
    kind: 'number',
    default: 8,
    min: 0.2,
    max: 1_440,
    unit: 'minutes',
    doc: 'Median time between receipt and hop; sigma of its logarithm 0.8.',
    source: 'catalogue entry C16; FATF 2023 says "near instantaneous", the minutes are an assumption',
  },
  amount: {
    kind: 'number',
    default: 3_500,
    min: 50,
    max: 100_000,
    unit: 'EUR',
    doc: 'Median of what the victim is talked into sending, within what he has; sigma of its logarithm 0.9.',
    source: 'assumption: below the average of 11,402 GBP that UK Finance saw in bank impersonation, first half of 2018',
  },
  mule_fee: {
    kind: 'range',
    default: [0.02, 0.08],
    min: 0,
    max: 0.5,
    doc: 'Share that stays with every mule.',
    source: 'PhantomLedger: mules keep 5 to 10 %',
  },
  exits: {
    kind: 'integer_range',
    default: [1, 2],
    min: 1,
    max: 5,
    unit: 'payments',
    doc: 'Payments by which each last mule takes the money out.',
    source: 'assumption',
    sizesCampaign: true,
  },
  sophistication,
} as const satisfies Parameters;

type Values = Drawn<typeof parameters>;

/** Share of victims who have money to send. */
const HAVE_MEANS = 0.98;
/** Share of last mules who have enough to take it out in more than one payment. */
const WORTH_ANOTHER = 0.7;

/** Money in the hands of a mule. */
interface Stash {
  readonly mule: Accomplice;
  /** Counted from 1. */
  readonly tier: number;
  readonly cents: number;
  readonly receipt: number;
  /** Names the stream of its draws. */
  readonly rng: Rng;
}

export default defineTypology({
  name: 'instant_mule_chain',
  family: 'laundering',
  doc: 'A victim is talked into an instant payment; tiers of mules split it and pass it on within minutes, racing the freeze, and take it out as cash, crypto-assets or money abroad.',
  source: 'FATF, Illicit Financial Flows from Cyber-Enabled Fraud, 2023 (catalogue entry C16)',
  lookAlikes: ['pass_on'],
  parameters,
  roles: {
    victim: 'Believes that his bank is calling and moves his money to a safe account.',
    mule_1: 'Receives from the victim and splits the money.',
    mule: 'Passes on what he received.',
    last_mule: 'Takes the money out.',
  },
  expectedRows(values) {
    const leaves = values.branches * pow(1 + values.split_again, values.tiers - 2);
    let rows = 1;
    for (let tier = 2; tier <= values.tiers; tier++) rows += values.branches * pow(1 + values.split_again, tier - 2);
    return HAVE_MEANS * (rows + leaves * (1 + (values.exits - 1) * WORTH_ANOTHER));
  },
  run(scene) {
    const { values } = scene;
    return deceive(scene).pipe(
      expand((stash) => (stash.tier < values.tiers ? passOn(scene, stash) : EMPTY)),
      filter(({ tier }) => tier === values.tiers),
      mergeMap((stash) => takeOut(scene, stash)),
      concludeByProceeds(scene),
    );
  },
});

/** The scheme failed if nothing came out of it, however it ended. */
function concludeByProceeds(scene: Scene<Values>): MonoTypeOperatorFunction<Outcome> {
  return tap({
    complete: () => {
      if (scene.campaign.proceedsCents > 0) scene.conclude('completed');
      else if (scene.campaign.outcome === undefined) scene.conclude('aborted: nothing came out');
    },
  });
}

/** The call, and the payment of the victim, who pays with his own device. */
function deceive(scene: Scene<Values>): Observable<Stash> {
  const { values, cast } = scene;
  const rng = scene.rng.fork('victim');
  const victim = newcomer(scene, cast.believer);
  if (victim === undefined) {
    scene.conclude('aborted: no victim');
    return EMPTY;
  }
  const account = cast.currentAccount(victim);
  scene.enlist('victim', { customer: victim, account });
  const [first] = recruit(scene, { role: 'mule_1', count: 1, herdedShare: 0.5 }, rng);
  if (first === undefined) {
    scene.conclude('aborted: no accomplices');
    return EMPTY;
  }
  return scene.wait(delayInto([9, 20], scene.clock.now(), 0, rng)).pipe(
    concatMap(() => {
      const wantedCents = rng.logNormal(values.amount * 100, 0.9);
      const liquidCents = Math.max(5_000, scene.available(account) * (0.6 + 0.38 * rng.uniform()));
      const order = {
        rail: 'instant_transfer',
        stage: 'placement',
        origin: account,
        destination: first.account,
        amountCents: typedCents(Math.min(wantedCents, liquidCents), values.sophistication, rng),
        access: cast.ownAccess(victim),
        victim,
      } as const;
      return transferOnline(scene, order, { customer: victim }, rng);
    }),
    filter(({ approved }) => approved),
    map((receipt) => ({ mule: first, tier: 1, cents: receipt.amountCents, receipt: receipt.transactionId, rng })),
  );
}

/** A mule splits what he got and pays the next tier, one payment after the other in one session. */
function passOn(scene: Scene<Values>, stash: Stash): Observable<Stash> {
  const { values } = scene;
  const { mule, tier } = stash;
  const rng = stash.rng.fork('hop', tier);
  const count = tier === 1 ? values.branches : rng.chance(values.split_again) ? 2 : 1;
  const role = tier + 1 === values.tiers ? 'last_mule' : 'mule';
  return scene.wait(rng.logNormal(values.hop_minutes * MINUTE, 0.8)).pipe(
    concatMap(() => {
      const payees = recruit(scene, { role, count, herdedShare: 0.5 }, rng);
      const access = mule.access();
      const kept = values.mule_fee * (0.5 + rng.uniform());
      const cents = Math.min(stash.cents * (1 - kept), Math.max(1_000, scene.available(mule.account)));
      return from(split(cents, payees.length, 5, rng)).pipe(
        concatMap((part, ordinal) => {
          const payee = payees[ordinal]!;
          const order = {
            rail: 'instant_transfer',
            stage: 'layering',
            origin: mule.account,
            destination: payee.account,
            amountCents: typedCents(part, values.sophistication, rng),
            access,
            causedBy: stash.receipt,
            ...remittanceWord('friends', part, rng),
          } as const;
          const session = { customer: mule.customer, isLoggedIn: ordinal > 0 };
          return scene.wait(ordinal * rng.exponential(40 * SECOND)).pipe(
            concatMap(() => transferOnline(scene, order, session, rng)),
            letThrough(scene),
            map((receipt) => ({
              mule: payee,
              tier: tier + 1,
              cents: receipt.amountCents,
              receipt: receipt.transactionId,
              rng: rng.fork('branch', ordinal),
            })),
          );
        }),
      );
    }),
  );
}

/** Lets only approved payments through, and notes the freeze that ended a branch. */
function letThrough(scene: Scene<Values>): MonoTypeOperatorFunction<Outcome> {
  return (outcomes$) =>
    outcomes$.pipe(
      tap(({ declineReason }) => isFinal(declineReason) && scene.conclude('aborted: frozen')),
      filter(({ approved }) => approved),
    );
}

/** The end of a branch. */
function takeOut(scene: Scene<Values>, { mule, cents, receipt, rng }: Stash): Observable<Outcome> {
  const { values } = scene;
  const kept = values.mule_fee * (0.5 + rng.uniform());
  const holding = { holder: mule, cents: cents * (1 - kept), receipt };
  const style = { pieces: values.exits, delayMs: [0.4 * HOUR, 1], care: values.sophistication } as const;
  return cashOut(scene, holding, style, rng).pipe(
    tap(({ declineReason }) => isFinal(declineReason) && scene.conclude('aborted: frozen')),
  );
}
