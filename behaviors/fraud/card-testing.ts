import { concatMap, EMPTY, expand, filter, from, map, mergeMap, type Observable, tap } from 'rxjs';
import {
  DAY,
  type Drawn,
  defineTypology,
  delayInto,
  HOUR,
  isFinal,
  MINUTE,
  type Outcome,
  type Parameters,
  type Rng,
  type Scene,
  sophistication,
  WAKING,
} from '../../src/define.ts';

const parameters = {
  cards: {
    kind: 'integer_range',
    default: [12, 400],
    min: 2,
    max: 20_000,
    unit: 'cards',
    doc: 'Stolen cards in the dump that a gang tests.',
    source: 'catalogue entry D1 has 200 to 20,000 attempts; sizes follow the quota of the scenario',
    sizesCampaign: true,
  },
  valid_share: {
    kind: 'range',
    default: [0.08, 0.3],
    min: 0,
    max: 1,
    doc: 'Share of the cards whose security code the gang knows.',
    source: 'assumption: enumerated numbers pass in 1 to 3 % of tries (Adyen), fresh dumps far more often',
  },
  stale_share: {
    kind: 'range',
    default: [0.1, 0.4],
    min: 0,
    max: 1,
    doc: 'Share of the others that are data of a card since replaced, where the holder had one.',
    source: 'assumption',
  },
  second_try: {
    kind: 'share',
    default: 0.1,
    min: 0,
    max: 1,
    doc: 'Share of refused cards that are tried once more at another shop.',
    source: 'assumption, after the distributed guessing of M. A. Ali et al., IEEE Security & Privacy 2017',
  },
  burst_minutes: {
    kind: 'range',
    default: [1, 30],
    min: 0.2,
    max: 600,
    unit: 'minutes',
    doc: 'Length of a burst of tests.',
    source: 'catalogue entry D1',
  },
  cards_per_burst: {
    kind: 'integer_range',
    default: [10, 80],
    min: 1,
    max: 2_000,
    unit: 'cards',
    doc: 'Cards tested in one burst; hours lie between bursts.',
    source: 'assumption',
  },
  shops: {
    kind: 'integer_range',
    default: [1, 3],
    min: 1,
    max: 20,
    unit: 'merchants',
    doc: 'Online shops and charities at which cards are tested.',
    source: 'catalogue entry D1',
  },
  charges: {
    kind: 'integer_range',
    default: [2, 6],
    min: 1,
    max: 30,
    unit: 'purchases',
    doc: 'Purchases meant to be made with a card that passed, give or take one.',
    source: 'catalogue entry D2 (PhantomLedger: 5 to 14), fewer since the spending limit of most cards here is lower',
  },
  charge_amount: {
    kind: 'number',
    default: 79,
    min: 1,
    max: 5_000,
    unit: 'EUR',
    doc: 'Median purchase of the unsophisticated; sigma of its logarithm 1.1.',
    source: 'catalogue entry D2 (PhantomLedger)',
  },
  days_to_spending: {
    kind: 'number',
    default: 2,
    min: 0,
    max: 60,
    unit: 'days',
    doc: 'Median time from test to spending; sigma of its logarithm 1.',
    source: 'catalogue entry D1',
  },
  on_decline: {
    kind: 'choice',
    default: 'retry_smaller',
    choices: ['retry_smaller', 'switch', 'abort'],
    doc: 'After a refused purchase: half the sum, another shop, or no more of this card.',
    source: 'assumption',
  },
  sophistication,
} as const satisfies Parameters;

type Values = Drawn<typeof parameters>;

/** A card of the dump, and what the gang knows of it. */
interface StolenCard {
  readonly ordinal: number;
  readonly slot: number;
  readonly holder: number;
  /** Id under which the gang knows it; it may have been replaced. */
  readonly card: number;
  readonly knowsCode: boolean;
  readonly rng: Rng;
}

interface Test {
  readonly stolen: StolenCard;
  readonly outcome: Outcome;
}

/** Where nobody looks closely and goods are not shipped. */
const TEST_CATEGORIES = ['donations', 'digital_goods', 'streaming', 'food_delivery'] as const;
/** What can be resold; digital goods are mostly gift cards. */
const SPEND_CATEGORIES = [
  'online_electronics',
  'online_marketplace',
  'online_fashion',
  'digital_goods',
  'travel',
] as const;
/** Four in ten tests are for one of these sums, in cents (PhantomLedger). */
const FAVOURITE_CENTS = [50, 100, 200, 500];
/** Cards tested from one device and address before the gang changes them. */
const CARDS_PER_DEVICE = 7;
/** Ordinal of the first device used for spending; tests use those from 0. */
const SPENDING_DEVICE = 500;
/** What resold goods bring (assumption). */
const RESALE_SHARE = 0.5;
/** Shops that ask for no code let through 6 % of the cards whose code is wrong; about 1 % of the others fail. */
const CODE_NOT_ASKED = 0.06;
const VALID_PASSES = 0.985;
/** Share of the purchases meant that are made: some cards run out of money and are given up. */
const MADE_OF_MEANT = 0.9;
/** A card whose code is wrong after all is given up after about two purchases. */
const TRIES_WITHOUT_CODE = 2.05;
const MOST_REFUSALS = 2;

export default defineTypology({
  name: 'card_testing',
  family: 'fraud',
  doc: 'A gang finds out with bursts of tiny purchases which cards of a stolen dump work, and days later spends on those that do. Most tests are refused.',
  source: 'Adyen and checkout.com on card testing; Visa VAMP (catalogue entries D1 and D2)',
  lookAlikes: ['free_trials'],
  parameters,
  roles: {
    victim: 'Holds a card of the dump.',
    test_merchant: 'Online shop or charity at which cards are tested.',
  },
  expectedRows({ cards, valid_share, second_try, charges }) {
    const known = cards * valid_share * VALID_PASSES;
    const lucky = cards * (1 - valid_share) * CODE_NOT_ASKED;
    const refused = cards - known - lucky;
    return (
      cards + refused * second_try + known * charges * MADE_OF_MEANT + lucky * Math.min(TRIES_WITHOUT_CODE, charges)
    );
  },
  run(scene) {
    const { values, rng } = scene;
    const cards = stealCards(scene);
    const shops = Array.from({ length: values.shops }, () => scene.cast.onlineMerchant(rng.pick(TEST_CATEGORIES)));
    for (const merchant of shops) scene.enlist('test_merchant', { merchant });
    // Dumps sell for 5 to 20 dollars a card.
    scene.spend(cards.length * (500 + 1_500 * rng.uniform()));
    return from(bursts(cards, values.cards_per_burst)).pipe(
      concatMap((burst, ordinal) => testInBurst(scene, burst, shops, ordinal)),
      filter(({ outcome }) => outcome.approved),
      mergeMap((passed) => spend(scene, passed)),
    );
  },
});

/** The dump: cards of people who shop online, no card twice. */
function stealCards({ values, rng, cast, enlist }: Scene<Values>): StolenCard[] {
  const slots = new Set<number>();
  for (let tries = 0; tries < 5 * values.cards && slots.size < values.cards; tries++) slots.add(cast.cardOnline());
  return [...slots].map((slot, ordinal) => {
    const stream = rng.fork('card', ordinal);
    const data = cast.cardData(slot);
    const knowsCode = stream.chance(values.valid_share);
    const isStale = !knowsCode && stream.chance(values.stale_share);
    enlist('victim', { customer: data.holder, account: data.account });
    return { ordinal, slot, holder: data.holder, card: isStale ? data.formerCard : data.card, knowsCode, rng: stream };
  });
}

function bursts(cards: readonly StolenCard[], size: number): StolenCard[][] {
  const count = Math.ceil(cards.length / size);
  return Array.from({ length: count }, (_, ordinal) => cards.slice(ordinal * size, (ordinal + 1) * size));
}

/** Card after card within minutes, hours after the burst before. */
function testInBurst(
  scene: Scene<Values>,
  burst: readonly StolenCard[],
  shops: readonly number[],
  ordinal: number,
): Observable<Test> {
  const rng = scene.rng.fork('burst', ordinal);
  const gapMs = (scene.values.burst_minutes * MINUTE) / burst.length;
  const shop = shops[ordinal % shops.length]!;
  return scene.wait(ordinal === 0 ? 0 : rng.logNormal(9 * HOUR, 0.9)).pipe(
    concatMap(() => from(burst)),
    concatMap((stolen) => scene.wait(rng.exponential(gapMs)).pipe(map(() => stolen))),
    // A second try comes minutes later and holds up no other card.
    mergeMap((stolen) => test(scene, stolen, rng.chance(0.8) ? shop : rng.pick(shops), shops)),
  );
}

/** A tiny purchase, and for some of the refused another one elsewhere. */
function test(scene: Scene<Values>, stolen: StolenCard, shop: number, shops: readonly number[]): Observable<Test> {
  const { rng } = stolen;
  const device = Math.floor(stolen.ordinal / CARDS_PER_DEVICE);
  const amountCents = rng.chance(0.4) ? rng.pick(FAVOURITE_CENTS) : rng.between(50, 500);
  const order = { ...cardOrder(scene, stolen, device), stage: 'recon', merchant: shop, amountCents } as const;
  return scene.pay(order).pipe(
    expand((outcome, attempt) => {
      if (outcome.approved || attempt > 0 || !rng.chance(scene.values.second_try)) return EMPTY;
      const merchant = rng.pick(shops);
      return scene.wait(rng.logNormal(6 * MINUTE, 1)).pipe(concatMap(() => scene.pay({ ...order, merchant })));
    }),
    map((outcome) => ({ stolen, outcome })),
  );
}

/** One purchase with a card that passed. */
interface Purchase {
  readonly ordinal: number;
  readonly cents: number;
  readonly merchant: number;
  /** Refusals in a row, this one included. */
  readonly refusals: number;
  readonly outcome: Outcome;
}

/** Days later the card is used up: purchase after purchase until it is blocked, refused twice, or enough. */
function spend(scene: Scene<Values>, { stolen, outcome: test }: Test): Observable<Purchase> {
  const { values } = scene;
  const rng = stolen.rng.fork('spend');
  const count = values.charges + (values.charges > 1 ? rng.between(-1, 1) : 0);
  const isCareful = rng.chance(values.sophistication);
  // Purchases spread over 1 to 48 hours, log-uniformly.
  const gapMs = (HOUR * 48 ** rng.uniform()) / count;
  const pause = (delayMs: number): Observable<0> =>
    scene.wait(isCareful ? delayInto(WAKING, scene.clock.now(), delayMs, rng) : delayMs);
  const first = {
    ordinal: 0,
    cents: price(scene, stolen, isCareful, rng),
    merchant: resaleShop(scene, rng),
    refusals: 0,
  };
  return pause(rng.logNormal(values.days_to_spending * DAY, 1)).pipe(
    concatMap(() => buy(scene, stolen, first, test.transactionId)),
    expand((purchase) => {
      const next = decideNext(scene, stolen, purchase, isCareful, rng);
      if (purchase.ordinal + 1 >= count || next === undefined) return EMPTY;
      const delay = purchase.refusals > 0 ? rng.logNormal(5 * MINUTE, 1) : rng.exponential(gapMs);
      return pause(delay).pipe(concatMap(() => buy(scene, stolen, next, test.transactionId)));
    }),
    tap(({ outcome }) => scene.gain(outcome.approved ? RESALE_SHARE * outcome.amountCents : 0)),
  );
}

type Intent = Omit<Purchase, 'outcome'>;

function buy(scene: Scene<Values>, stolen: StolenCard, intent: Intent, causedBy: number): Observable<Purchase> {
  const device = SPENDING_DEVICE + (stolen.ordinal % 5);
  const { merchant, cents: amountCents } = intent;
  const order = { ...cardOrder(scene, stolen, device), stage: 'cash_out', merchant, amountCents, causedBy } as const;
  return scene
    .pay(order)
    .pipe(map((outcome) => ({ ...intent, refusals: outcome.approved ? 0 : intent.refusals + 1, outcome })));
}

/** What to buy next; undefined when the card is not worth another try. */
function decideNext(
  scene: Scene<Values>,
  stolen: StolenCard,
  { ordinal, cents, merchant, refusals, outcome }: Purchase,
  isCareful: boolean,
  rng: Rng,
): Intent | undefined {
  const { on_decline } = scene.values;
  const next = { ordinal: ordinal + 1, refusals };
  if (outcome.approved)
    return { ...next, cents: price(scene, stolen, isCareful, rng), merchant: resaleShop(scene, rng) };
  if (refusals >= MOST_REFUSALS || on_decline === 'abort' || isFinal(outcome.declineReason)) return undefined;
  if (on_decline === 'switch') return { ...next, cents, merchant: resaleShop(scene, rng) };
  return { ...next, cents: Math.max(100, Math.floor(cents / 2)), merchant };
}

/** The careful buy what the holder could have bought. */
function price(scene: Scene<Values>, { holder }: StolenCard, isCareful: boolean, rng: Rng): number {
  const cents = isCareful
    ? rng.logNormal(1.3 * scene.cast.usualPurchaseCents(holder), 0.8)
    : rng.logNormal(100 * scene.values.charge_amount, 1.1);
  return retailCents(Math.min(300_000, Math.max(200, cents)), rng);
}

/** Price tags end on 99, 95, 90 or 00; a basket of several things ends anywhere. */
function retailCents(cents: number, rng: Rng): number {
  const ending = rng.uniform();
  if (ending < 0.45) return Math.floor(cents);
  return (
    Math.max(100, Math.floor(cents / 100) * 100) + (ending < 0.7 ? 99 : ending < 0.82 ? 95 : ending < 0.9 ? 90 : 0)
  );
}

function resaleShop(scene: Scene<Values>, rng: Rng): number {
  return scene.cast.onlineMerchant(rng.pick(SPEND_CATEGORIES));
}

function cardOrder(scene: Scene<Values>, stolen: StolenCard, device: number) {
  const { slot, card, holder, knowsCode, rng } = stolen;
  return {
    rail: 'card_not_present',
    cardSlot: slot,
    card,
    access: scene.cast.criminalAccess(device, false),
    knowsCode,
    knowsAddress: knowsCode && rng.chance(0.5),
    victim: holder,
  } as const;
}
