import { concatMap, EMPTY, expand, map, type Observable, tap } from 'rxjs';
import { pow } from '../kernel/elementary.ts';
import type { CardNotPresentOrder, CardPresentOrder, Outcome } from '../kernel/order.ts';
import type { Rng } from '../kernel/random.ts';
import type { Scene } from '../kernel/scene.ts';
import type { ChoiceParameter, RangeParameter } from '../kernel/typology.ts';
import { MINUTE } from '../kernel/units.ts';
import { delayInto, type Hours, WAKING } from './hours.ts';
import { isFinal } from './insist.ts';

/** A card whose data were stolen, and what the thief knows of it. */
export interface StolenCard {
  readonly ordinal: number;
  readonly slot: number;
  readonly holder: number;
  /** Id under which the thief knows it; it may have been replaced. */
  readonly card: number;
  readonly knowsCode: boolean;
  /** Whether number and expiry date are right. */
  readonly knowsData: boolean;
  /** The fingerprint of the holder's browser came with the data. */
  readonly isDisguised: boolean;
  readonly rng: Rng;
}

/** How a card is used up. */
export interface CardSpree {
  /** Purchases that are meant. */
  readonly purchases: number;
  /** Articles that the careless look at, of which they take the dearest; the careful look at two. */
  readonly choices: number;
  /**
   * Online; or put into the wallet of a telephone and used at counters where the gang lives; or the card itself, tapped
   * where its holder lives.
   */
  readonly by: 'internet' | 'wallet' | 'tap';
  /** The careful buy by day, and online from a browser that pretends to be a new one every time. */
  readonly isCareful: boolean;
  readonly onDecline: 'retry_smaller' | 'switch' | 'abort';
  /** Time from the first purchase to the last that is meant, at least and at most. */
  readonly lastsMs: readonly [number, number];
  /** Transaction that showed that the card works, or 0. */
  readonly causedBy: number;
}

/** How many articles the careless look at. */
export const choices: RangeParameter = {
  kind: 'integer_range',
  default: [2, 6],
  min: 1,
  max: 50,
  unit: 'articles',
  doc: 'Articles that the careless look at in a shop, of which they take the dearest.',
  source: 'assumption',
};

/** What thieves do when a purchase is refused. */
export const onDecline = (usually: CardSpree['onDecline']): ChoiceParameter => ({
  kind: 'choice',
  default: usually,
  choices: ['retry_smaller', 'switch', 'abort'],
  doc: 'After a refused purchase: half the sum, another shop, or no more of this card.',
  source: 'assumption',
});

/** One purchase of the spree. */
interface Purchase extends Intent {
  readonly outcome: Outcome;
}

interface Intent {
  readonly ordinal: number;
  readonly cents: number;
  readonly merchant: number;
  /** Refusals in a row, the last one included. */
  readonly refusals: number;
  /** Refused purchase that this one tries again, or 0. */
  readonly parent: number;
}

/** What can be resold; digital goods are mostly gift cards. */
const ONLINE_CATEGORIES = [
  'online_electronics',
  'online_marketplace',
  'online_fashion',
  'digital_goods',
  'food_delivery',
  'travel',
] as const;
/** What is bought at counters: what can be resold, and what gangs live on. */
const COUNTER_CATEGORIES = [
  'electronics',
  'electronics',
  'clothing',
  'clothing',
  'home',
  'fuel',
  'groceries',
  'pharmacy',
] as const;
/** Where a found card is good for something before it is missed. */
const TAP_CATEGORIES = ['groceries', 'bakery_fast_food', 'fuel', 'pharmacy', 'bar', 'clothing'] as const;
/** Up to here no PIN is asked for, as in `src/rails/card.ts`. */
const CONTACTLESS_LIMIT_CENTS = 5_000;
/** When shops are open. */
const SHOPPING: Hours = [10, 20];
/** What resold goods bring (assumption). */
const RESALE_SHARE = 0.5;
const MOST_REFUSALS = 2;
const LARGEST_CENTS = 300_000;
/** Ordinal of the first device used for spending. */
const FIRST_DEVICE = 500;
const BROWSERS_PER_CARD = 8;

/**
 * Buys with a stolen card what can be resold, until the card is blocked, refused twice in a row, or enough was bought.
 */
export function goOnSpree(scene: Scene<unknown>, stolen: StolenCard, spree: CardSpree, rng: Rng): Observable<Purchase> {
  const [shortestMs, longestMs] = spree.lastsMs;
  const gapMs = (shortestMs * pow(longestMs / shortestMs, rng.uniform())) / spree.purchases;
  const isAtCounters = spree.by !== 'internet';
  const hours = isAtCounters ? SHOPPING : WAKING;
  const pause = (delayMs: number): Observable<0> =>
    scene.wait(spree.isCareful || isAtCounters ? delayInto(hours, scene.clock.now(), delayMs, rng) : delayMs);
  return pause(0).pipe(
    concatMap(() => buy(scene, stolen, spree, fresh(scene, stolen, spree, 0, rng))),
    expand((purchase) => {
      const next = decideNext(scene, stolen, spree, purchase, rng);
      if (next === undefined) return EMPTY;
      const delay = purchase.refusals > 0 ? rng.logNormal(5 * MINUTE, 1) : rng.exponential(gapMs);
      return pause(delay).pipe(concatMap(() => buy(scene, stolen, spree, next)));
    }),
    tap(({ outcome }) => scene.gain(outcome.approved ? RESALE_SHARE * outcome.amountCents : 0)),
  );
}

/** What every order with a stolen card has in common. */
export function orderWith(
  scene: Scene<unknown>,
  { slot, card, holder, knowsCode, knowsData, isDisguised, rng }: StolenCard,
  device: number,
): Omit<CardNotPresentOrder, 'stage' | 'merchant' | 'amountCents'> {
  return {
    rail: 'card_not_present',
    cardSlot: slot,
    card,
    access: isDisguised ? scene.cast.disguisedAccess(holder, device, false) : scene.cast.criminalAccess(device, false),
    knowsCode,
    knowsData,
    knowsAddress: knowsCode && rng.chance(0.5),
    victim: holder,
  };
}

function buy(scene: Scene<unknown>, stolen: StolenCard, spree: CardSpree, intent: Intent): Observable<Purchase> {
  const { cents: amountCents, merchant, parent, refusals } = intent;
  const { causedBy, by, isCareful } = spree;
  const device = FIRST_DEVICE + stolen.ordinal * BROWSERS_PER_CARD + (isCareful ? intent.ordinal : 0);
  const what = { stage: 'cash_out', merchant, amountCents, causedBy, parent } as const;
  const order =
    by === 'internet'
      ? { ...orderWith(scene, stolen, device), ...what }
      : { ...atCounter(scene, stolen, by === 'wallet'), ...what };
  return scene
    .pay(order)
    .pipe(map((outcome) => ({ ...intent, refusals: outcome.approved ? 0 : refusals + 1, outcome })));
}

function atCounter(
  scene: Scene<unknown>,
  { slot, card, holder }: StolenCard,
  inWallet: boolean,
): Omit<CardPresentOrder, 'stage' | 'merchant' | 'amountCents'> {
  const common = { rail: 'card_present', cardSlot: slot, card, victim: holder, inWallet } as const;
  return inWallet ? { ...common, city: scene.cast.criminalCity() } : common;
}

/** What to buy next; undefined when the card is not worth another try. */
function decideNext(
  scene: Scene<unknown>,
  stolen: StolenCard,
  spree: CardSpree,
  purchase: Purchase,
  rng: Rng,
): Intent | undefined {
  const { cents, merchant, refusals, outcome } = purchase;
  const ordinal = purchase.ordinal + 1;
  if (ordinal >= spree.purchases) return undefined;
  if (outcome.approved) return fresh(scene, stolen, spree, ordinal, rng);
  if (refusals >= MOST_REFUSALS || isFinal(outcome.declineReason)) return undefined;
  switch (spree.onDecline) {
    case 'abort':
      return undefined;
    case 'switch':
      return { ordinal, cents, merchant: shop(scene, spree, stolen, rng), refusals, parent: 0 };
    case 'retry_smaller':
      return {
        ordinal,
        cents: Math.max(100, Math.floor(cents / 2)),
        merchant,
        refusals,
        parent: outcome.transactionId,
      };
    default:
      return spree.onDecline satisfies never;
  }
}

function fresh(scene: Scene<unknown>, stolen: StolenCard, spree: CardSpree, ordinal: number, rng: Rng): Intent {
  const merchant = shop(scene, spree, stolen, rng);
  let dearest = 0;
  for (let choice = 0; choice < (spree.isCareful ? 2 : spree.choices); choice++) {
    dearest = Math.max(dearest, scene.cast.priceCents(stolen.holder, merchant, rng));
  }
  // Above the limit a tap asks for the PIN, which few thieves know: they buy what stays below.
  const fits = spree.by !== 'tap' || dearest <= CONTACTLESS_LIMIT_CENTS;
  const cents = fits ? Math.min(LARGEST_CENTS, dearest) : rng.between(400, CONTACTLESS_LIMIT_CENTS);
  return { ordinal, cents, merchant, refusals: 0, parent: 0 };
}

function shop({ cast }: Scene<unknown>, { by }: CardSpree, { holder }: StolenCard, rng: Rng): number {
  switch (by) {
    case 'internet':
      return cast.onlineMerchant(rng.pick(ONLINE_CATEGORIES));
    case 'wallet':
      return cast.counterMerchant(rng.pick(COUNTER_CATEGORIES));
    case 'tap':
      return cast.merchantNear(holder, rng.pick(TAP_CATEGORIES));
    default:
      return by satisfies never;
  }
}
