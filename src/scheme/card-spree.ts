import { concatMap, EMPTY, expand, map, type Observable, tap } from 'rxjs';
import { pow } from '../kernel/elementary.ts';
import type { CardNotPresentOrder, CardPresentOrder, Outcome } from '../kernel/order.ts';
import type { Rng } from '../kernel/random.ts';
import type { Scene } from '../kernel/scene.ts';
import { HOUR, MINUTE } from '../kernel/units.ts';
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
  readonly rng: Rng;
}

/** How a card is used up. */
export interface CardSpree {
  /** Purchases that are meant. */
  readonly purchases: number;
  /** Median of a purchase of the careless. */
  readonly typicalCents: number;
  /** The card is put into the wallet of a telephone and used at counters where the gang lives, instead of online. */
  readonly byWallet: boolean;
  /** The careful buy by day, and what the holder could have bought. */
  readonly isCareful: boolean;
  readonly onDecline: 'retry_smaller' | 'switch' | 'abort';
  /** Transaction that showed that the card works, or 0. */
  readonly causedBy: number;
}

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
/** When shops are open. */
const SHOPPING: Hours = [10, 20];
/** What resold goods bring (assumption). */
const RESALE_SHARE = 0.5;
const MOST_REFUSALS = 2;
const SIGMA = 1.1;
const LARGEST_CENTS = 300_000;
/** Ordinal of the first device used for spending. */
const FIRST_DEVICE = 500;
const DEVICES = 5;

/**
 * Buys with a stolen card what can be resold, over 1 to 48 hours, until the card is blocked, refused twice in a row, or
 * enough was bought.
 */
export function goOnSpree(scene: Scene<unknown>, stolen: StolenCard, spree: CardSpree, rng: Rng): Observable<Purchase> {
  const gapMs = (HOUR * pow(48, rng.uniform())) / spree.purchases;
  const hours = spree.byWallet ? SHOPPING : WAKING;
  const pause = (delayMs: number): Observable<0> =>
    scene.wait(spree.isCareful || spree.byWallet ? delayInto(hours, scene.clock.now(), delayMs, rng) : delayMs);
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
  { slot, card, holder, knowsCode, knowsData, rng }: StolenCard,
  device: number,
): Omit<CardNotPresentOrder, 'stage' | 'merchant' | 'amountCents'> {
  return {
    rail: 'card_not_present',
    cardSlot: slot,
    card,
    access: scene.cast.criminalAccess(device, false),
    knowsCode,
    knowsData,
    knowsAddress: knowsCode && rng.chance(0.5),
    victim: holder,
  };
}

function buy(scene: Scene<unknown>, stolen: StolenCard, spree: CardSpree, intent: Intent): Observable<Purchase> {
  const { cents: amountCents, merchant, parent, refusals } = intent;
  const { causedBy, byWallet } = spree;
  const what = { stage: 'cash_out', merchant, amountCents, causedBy, parent } as const;
  const order = byWallet
    ? { ...inWallet(scene, stolen), ...what }
    : { ...orderWith(scene, stolen, FIRST_DEVICE + (stolen.ordinal % DEVICES)), ...what };
  return scene
    .pay(order)
    .pipe(map((outcome) => ({ ...intent, refusals: outcome.approved ? 0 : refusals + 1, outcome })));
}

function inWallet(
  scene: Scene<unknown>,
  { slot, card, holder }: StolenCard,
): Omit<CardPresentOrder, 'stage' | 'merchant' | 'amountCents'> {
  const city = scene.cast.criminalCity();
  return { rail: 'card_present', cardSlot: slot, card, victim: holder, inWallet: true, city };
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
      return { ordinal, cents, merchant: shop(scene, spree, rng), refusals, parent: 0 };
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
  const cents = spree.isCareful
    ? rng.logNormal(1.3 * scene.cast.usualPurchaseCents(stolen.holder), 0.8)
    : rng.logNormal(spree.typicalCents, SIGMA);
  return { ordinal, cents: priceTag(cents, rng), merchant: shop(scene, spree, rng), refusals: 0, parent: 0 };
}

function shop({ cast }: Scene<unknown>, { byWallet }: CardSpree, rng: Rng): number {
  return byWallet
    ? cast.counterMerchant(rng.pick(COUNTER_CATEGORIES))
    : cast.onlineMerchant(rng.pick(ONLINE_CATEGORIES));
}

/** Ends as the prices of shops do: single articles in .99, .95, .90, .50 or .00, several of them anyhow. */
function priceTag(cents: number, rng: Rng): number {
  const units = Math.max(2, Math.round(Math.min(LARGEST_CENTS, cents) / 100)) * 100;
  const draw = rng.uniform();
  if (draw < 0.09) return units - 1;
  if (draw < 0.14) return units - 5;
  if (draw < 0.2) return units - 10;
  if (draw < 0.26) return units - 50;
  return draw < 0.49 ? units : Math.max(200, Math.round(Math.min(LARGEST_CENTS, cents)));
}
