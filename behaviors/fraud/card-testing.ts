import { concatMap, EMPTY, expand, filter, from, map, mergeMap, type Observable } from 'rxjs';
import {
  type CardSpree,
  choices,
  DAY,
  type Drawn,
  defineTypology,
  delayInto,
  goOnSpree,
  HOUR,
  MINUTE,
  type Outcome,
  onDecline,
  orderWith,
  type Parameters,
  type Scene,
  type StolenCard,
  sophistication,
  WAKING,
} from '../../src/define.ts';

const parameters = {
  cards: {
    kind: 'integer_range',
    default: [6, 400],
    min: 2,
    max: 20_000,
    unit: 'cards',
    doc: 'Stolen cards in the dump that a gang tests.',
    source: 'catalogue entry D1 has 200 to 20,000 attempts; sizes follow the quota of the scenario',
    sizesCampaign: true,
  },
  valid_share: {
    kind: 'range',
    default: [0.45, 0.85],
    min: 0,
    max: 1,
    doc: 'Share of the cards whose security code the gang knows.',
    source: 'assumption: enumerated numbers pass in 1 to 3 % of tries (Adyen), fresh dumps, as here, far more often',
  },
  stale_share: {
    kind: 'range',
    default: [0.1, 0.4],
    min: 0,
    max: 1,
    doc: 'Share of the others that are data of a card since replaced, where the holder had one.',
    source: 'assumption',
  },
  wrong_data_share: {
    kind: 'share',
    default: 0.4,
    min: 0,
    max: 1,
    doc: 'Share of the others whose expiry date is wrong rather than their code.',
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
    default: [5, 240],
    min: 0.2,
    max: 2_880,
    unit: 'minutes',
    doc: 'Length of a burst of tests.',
    source: 'catalogue entry D1 has 1 to 30; longer, since gangs go slowly to stay below velocity rules (assumption)',
  },
  cards_per_burst: {
    kind: 'integer_range',
    default: [4, 40],
    min: 1,
    max: 2_000,
    unit: 'cards',
    doc: 'Cards tested in one burst; hours lie between bursts.',
    source: 'assumption',
  },
  shops: {
    kind: 'integer_range',
    default: [2, 6],
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
    sizesCampaign: true,
  },
  wallet_share: {
    kind: 'share',
    default: 0.25,
    min: 0,
    max: 1,
    doc: 'Share of the cards that passed which the gang puts into the wallet of a telephone and uses at counters.',
    source: 'assumption: fraud by wallet provisioning is reported, its share is not',
  },
  choices,
  days_to_spending: {
    kind: 'number',
    default: 2,
    min: 0,
    max: 60,
    unit: 'days',
    doc: 'Median time from test to spending; sigma of its logarithm 1.',
    source: 'catalogue entry D1',
  },
  on_decline: onDecline('retry_smaller'),
  sophistication,
} as const satisfies Parameters;

type Values = Drawn<typeof parameters>;

interface Test {
  readonly stolen: StolenCard;
  readonly outcome: Outcome;
}

interface Gang {
  readonly shops: readonly number[];
  readonly isDisguised: boolean;
}

/** Where nobody looks closely and goods are not shipped. */
const TEST_CATEGORIES = [
  'digital_goods',
  'digital_goods',
  'streaming',
  'food_delivery',
  'food_delivery',
  'online_marketplace',
  'donations',
] as const;
/** Four in ten tests are for one of these sums, in cents (PhantomLedger). */
const FAVOURITE_CENTS = [50, 100, 200, 500];
/** Cards tested from one device and address before the gang changes them. */
const CARDS_PER_DEVICE = 3;
/** Share of the gangs whose browser pretends to be a new one for every card, at least, and how many more of the careful. */
const DISGUISED = 0.5;
const DISGUISED_WITH_CARE = 0.45;
/** Median of the other tests, in cents, sigma of its logarithm and the largest. */
const TEST_CENTS = 260;
const TEST_SIGMA = 0.85;
const LARGEST_TEST_CENTS = 2_500;
/** Shops that ask for no code let through 8 % of the cards whose code is wrong; about 3 % of the others fail. */
const CODE_NOT_ASKED = 0.08;
const VALID_PASSES = 0.97;
/** Share of the purchases meant that are made: some cards run out of money and are given up. */
const MADE_OF_MEANT = 0.94;
/** A card whose code is wrong after all is given up after about two purchases. */
const TRIES_WITHOUT_CODE = 2.05;
/** Share of the bursts that are timed for the day. */
const BY_DAY = 0.75;

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
  expectedRows({ cards, valid_share, wrong_data_share, second_try, charges }) {
    const known = cards * valid_share * VALID_PASSES;
    const lucky = cards * (1 - valid_share) * (1 - wrong_data_share) * CODE_NOT_ASKED;
    const refused = cards - known - lucky;
    return (
      cards + refused * second_try + known * charges * MADE_OF_MEANT + lucky * Math.min(TRIES_WITHOUT_CODE, charges)
    );
  },
  run(scene) {
    const { values, rng } = scene;
    const cards = stealCards(scene);
    const shops = Array.from({ length: values.shops }, () => scene.cast.onlineMerchant(rng.pick(TEST_CATEGORIES)));
    const isDisguised = rng.fork('browser').chance(DISGUISED + DISGUISED_WITH_CARE * values.sophistication);
    for (const merchant of shops) scene.enlist('test_merchant', { merchant });
    // Dumps sell for 5 to 20 dollars a card.
    scene.spend(cards.length * (500 + 1_500 * rng.uniform()));
    return from(bursts(cards, values.cards_per_burst)).pipe(
      concatMap((burst, ordinal) => testInBurst(scene, burst, { shops, isDisguised }, ordinal)),
      filter(({ outcome }) => outcome.approved),
      mergeMap(({ stolen, outcome }) => spend(scene, stolen, outcome.transactionId)),
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
    const hasWrongDate = !knowsCode && stream.chance(values.wrong_data_share);
    enlist('victim', { customer: data.holder, account: data.account });
    return {
      ordinal,
      slot,
      holder: data.holder,
      card: isStale ? data.formerCard : data.card,
      knowsCode: knowsCode || hasWrongDate,
      knowsData: !hasWrongDate,
      isDisguised: false,
      rng: stream,
    };
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
  gang: Gang,
  ordinal: number,
): Observable<Test> {
  const { shops } = gang;
  const rng = scene.rng.fork('burst', ordinal);
  const gapMs = (scene.values.burst_minutes * MINUTE) / burst.length;
  const shop = shops[ordinal % shops.length]!;
  const pause = ordinal === 0 ? 0 : rng.logNormal(9 * HOUR, 0.9);
  // Among the day's many purchases a burst is least seen.
  const delay = rng.chance(BY_DAY) ? delayInto(WAKING, scene.clock.now(), pause, rng) : pause;
  return scene.wait(delay).pipe(
    concatMap(() => from(burst)),
    concatMap((stolen) => scene.wait(rng.exponential(gapMs)).pipe(map(() => stolen))),
    // A second try comes minutes later and holds up no other card.
    mergeMap((stolen) => test(scene, stolen, rng.chance(0.8) ? shop : rng.pick(shops), gang)),
  );
}

/** A tiny purchase, and for some of the refused another one elsewhere. */
function test(scene: Scene<Values>, stolen: StolenCard, shop: number, { shops, isDisguised }: Gang): Observable<Test> {
  const { rng } = stolen;
  const device = isDisguised ? stolen.ordinal : Math.floor(stolen.ordinal / CARDS_PER_DEVICE);
  const amountCents = rng.chance(0.4)
    ? rng.pick(FAVOURITE_CENTS)
    : Math.round(Math.min(LARGEST_TEST_CENTS, 50 + rng.logNormal(TEST_CENTS, TEST_SIGMA)));
  const order = { ...orderWith(scene, stolen, device), stage: 'recon', merchant: shop, amountCents } as const;
  return scene.pay(order).pipe(
    expand((outcome, attempt) => {
      if (outcome.approved || attempt > 0 || !rng.chance(scene.values.second_try)) return EMPTY;
      const merchant = rng.pick(shops);
      return scene.wait(rng.logNormal(6 * MINUTE, 1)).pipe(concatMap(() => scene.pay({ ...order, merchant })));
    }),
    map((outcome) => ({ stolen, outcome })),
  );
}

/** Days later the card is used up. */
function spend(scene: Scene<Values>, stolen: StolenCard, test: number): Observable<unknown> {
  const { values } = scene;
  const rng = stolen.rng.fork('spend');
  const spree: CardSpree = {
    purchases: values.charges + (values.charges > 1 ? rng.between(-1, 1) : 0),
    choices: values.choices,
    isCareful: rng.chance(values.sophistication),
    by: stolen.knowsCode && stolen.knowsData && rng.chance(values.wallet_share) ? 'wallet' : 'internet',
    onDecline: values.on_decline as CardSpree['onDecline'],
    lastsMs: [2 * HOUR, 5 * DAY],
    causedBy: test,
  };
  const delay = rng.logNormal(values.days_to_spending * DAY, 1);
  return scene.wait(delay).pipe(concatMap(() => goOnSpree(scene, stolen, spree, rng)));
}
