import { concatMap, EMPTY, merge, mergeMap, type Observable } from 'rxjs';
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
  type Holding,
  handOn,
  type Parameters,
  pow,
  type Rng,
  recruit,
  type Scene,
  sophistication,
  WAKING,
} from '../../src/define.ts';

const parameters = {
  receipts: {
    kind: 'integer_range',
    default: [6, 16],
    min: 2,
    max: 100,
    unit: 'receipts',
    doc: 'Payments that arrive and are forwarded.',
    source: 'catalogue entry A12: PhantomLedger 8 to 25, Tide 10 to 20',
    sizesCampaign: true,
  },
  days: {
    kind: 'range',
    default: [4, 14],
    min: 0.2,
    max: 90,
    unit: 'days',
    doc: 'Time for which the account is in use.',
    source: 'PhantomLedger: a mule is active for 5 to 14 days',
  },
  amount: {
    kind: 'number',
    default: 320,
    min: 10,
    max: 9_000,
    unit: 'EUR',
    doc: 'Median of what a payer sends, within what he has; sigma of its logarithm 0.8.',
    source: 'assumption: Tide has 500 to 3,000, more than most people here have at hand',
  },
  shortest_hold_minutes: {
    kind: 'number',
    default: 5,
    min: 0.1,
    max: 1_440,
    unit: 'minutes',
    doc: 'Least time between receipt and forwarding; the time is log-uniform up to `longest_hold_hours`.',
    source: 'catalogue entry A12',
  },
  longest_hold_hours: {
    kind: 'number',
    default: 24,
    min: 0.1,
    max: 240,
    unit: 'hours',
    doc: 'Longest time between receipt and forwarding.',
    source: 'catalogue entry A12',
  },
  kept_share: {
    kind: 'range',
    default: [0.03, 0.1],
    min: 0,
    max: 0.5,
    doc: 'Share of each receipt that stays with the holder of the account.',
    source: 'PhantomLedger: 90 to 95 % forwarded; Tide: 85 to 95 %',
  },
  onward_share: {
    kind: 'share',
    default: 0.5,
    min: 0,
    max: 1,
    doc: 'Share forwarded to an account of the gang; the rest goes to machines, exchanges and abroad.',
    source: 'assumption',
  },
  sophistication,
  camouflage,
} as const satisfies Parameters;

type Values = Drawn<typeof parameters>;

/** Share of payers who have the money. */
const HAVE_MEANS = 0.97;
const SMALLEST_CENTS = 2_000;

export default defineTypology({
  name: 'pass_through',
  family: 'laundering',
  doc: 'People pay for something that is sold nowhere openly into a lent account, whose holder forwards nearly all of every receipt within minutes or hours.',
  source: 'PhantomLedger; Tide, "rapid movement" (catalogue entry A12)',
  lookAlikes: ['account_abroad', 'pass_on', 'savings_sweep'],
  parameters,
  roles: {
    payer: 'Pays for illegal goods or bets.',
    conduit: 'Forwards what arrives and keeps a little.',
    controller: 'Runs the trade and receives a part of what is forwarded.',
  },
  expectedRows: ({ receipts }) => HAVE_MEANS * 2 * receipts,
  run(scene) {
    const { values, rng, cast } = scene;
    const [conduit] = recruit(scene, { role: 'conduit', count: 1, herdedShare: 0.4 }, rng);
    const [controller] = recruit(scene, { role: 'controller', count: 1, businessShare: 0.4 }, rng);
    const payers = recruit(scene, { role: 'payer', count: values.receipts, person: cast.believer }, rng);
    if (conduit === undefined || controller === undefined || payers.length === 0) {
      scene.conclude('aborted: no accomplices');
      return EMPTY;
    }
    const trade$ = merge(
      ...payers.map((payer, ordinal) => buy(scene, payer, conduit, rng.fork('payer', ordinal))),
    ).pipe(mergeMap((receipt, ordinal) => forward(scene, receipt, controller, ordinal)));
    const hiding = { share: values.camouflage, fraudRows: 2 * payers.length, windowMs: values.days * DAY };
    return merge(trade$, cover(scene, [conduit, controller], hiding, rng.fork('cover')));
  },
});

/** A payer sends money of his own, from his own device. */
function buy(scene: Scene<Values>, payer: Accomplice, conduit: Accomplice, rng: Rng): Observable<Holding> {
  const { values, clock } = scene;
  const offset = delayInto(WAKING, clock.now(), values.days * DAY * rng.uniform(), rng);
  return scene.wait(offset).pipe(
    concatMap(() => {
      const cents = Math.min(rng.logNormal(100 * values.amount, 0.8), 0.5 * scene.available(payer.account));
      if (cents < SMALLEST_CENTS || !scene.isOpen(conduit.account)) return EMPTY;
      const own = { holder: payer, cents, receipt: 0 };
      const style = {
        delayMs: [0, 0],
        kept: 0,
        care: 0.3,
        instantShare: 0.55,
        stage: 'placement',
        occasion: 'purchase',
      } as const;
      return handOn(scene, own, conduit, style, rng);
    }),
  );
}

/** Nearly all of it, at any hour if it is soon, to the gang or out of sight. */
function forward(scene: Scene<Values>, receipt: Holding, controller: Accomplice, ordinal: number): Observable<unknown> {
  const { values } = scene;
  const rng = scene.rng.fork('forward', ordinal);
  const shortest = values.shortest_hold_minutes / 60;
  const ratio = Math.max(1, values.longest_hold_hours / shortest);
  const holdMs = shortest * pow(ratio, rng.uniform()) * HOUR;
  if (rng.chance(values.onward_share)) {
    const style = {
      delayMs: [holdMs, 0],
      kept: values.kept_share,
      care: values.sophistication,
      instantShare: 0.6,
      isNewPayee: ordinal === 0,
    } as const;
    return handOn(scene, receipt, controller, style, rng);
  }
  const holding = { ...receipt, cents: receipt.cents * (1 - values.kept_share * (0.6 + 0.8 * rng.uniform())) };
  return cashOut(scene, holding, { pieces: 1, delayMs: [holdMs, 0], care: values.sophistication }, rng);
}
