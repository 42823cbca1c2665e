import {
  type Access,
  BY_WALLET,
  type Campaign,
  type Cast,
  CREDIT_SLOT,
  categories,
  channels,
  codesOf,
  DEBIT_SLOT,
  fillCardNotPresent,
  fillCardPresent,
  fillConfirmation,
  fillDeposit,
  fillTransfer,
  fillWithdrawal,
  newSession,
  type Order,
  ownAccess,
  ownAddress,
  paymentTypes,
  priceOfPurchase,
  type Rng,
  references,
  type Shard,
  stableStream,
} from '../src/define.ts';
import { recruit } from './mule.ts';

/**
 * Whom criminals choose and how they reach banks and shops. Every choice is drawn from the campaign's own stream by
 * rejection: a person at random, kept with a probability that says how exposed he is. Only lasting traits count, not
 * balances or blocks, so that no other scheme can change whom this one chooses; it finds out when it tries.
 */

const type = codesOf(paymentTypes);
const channel = codesOf(channels);
const reference = codesOf(references);

/** Tries before the last candidate is taken as he is. */
const MAX_TRIES = 200;
/** Incidence of scams by age, in decades from 20 (typologies, F: after FTC and BJS). */
const BELIEF_BY_DECADE = [1.35, 1.3, 1.15, 0.95, 0.75, 0.6, 0.5];
const DAYS_PER_YEAR = 365.25;

/** The cast of one campaign. */
export function castOf(shard: Shard, rng: Rng, campaign: Campaign): Cast {
  const { world } = shard;
  const { cards, customers, devices, institutions } = world;
  const person = (weight: (candidate: number) => number): number => {
    let candidate = 0;
    for (let attempt = 0; attempt < MAX_TRIES; attempt++) {
      candidate = rng.below(customers.personCount);
      if (customers.currentAccount[candidate]! >= 0 && rng.chance(weight(candidate))) return candidate;
    }
    return candidate;
  };
  const access = accessOf(shard, rng, campaign);
  const merchant = (category: string, where: number): number => {
    const index = categories.findIndex(({ name }) => name === category);
    if (index < 0) throw new Error(`there is no category of merchants called '${category}'`);
    return world.merchants.pick(index, where, rng.uint32(), rng.uint32());
  };
  const cardOf = (holder: number): number => {
    const credit = cards.slot(holder, CREDIT_SLOT);
    const debit = cards.slot(holder, DEBIT_SLOT);
    if (cards.account[debit]! < 0) return credit;
    return cards.account[credit]! >= 0 && rng.chance(0.5) ? credit : debit;
  };
  // People live where people live.
  const city = customers.city[rng.fork('home').below(customers.personCount)]!;
  return {
    cardOnline: () =>
      cardOf(
        person((candidate) =>
          hasCard(candidate) ? customers.onlineShare[candidate]! * customers.activity[candidate]! : 0,
        ),
      ),
    cardInPocket: () =>
      cardOf(person((candidate) => (hasCard(candidate) ? Math.min(1, 0.5 * customers.activity[candidate]!) : 0))),
    slotOf: (card) => cards.slotOf(card as never),
    cardData: (slot) => ({
      card: cards.id(slot),
      formerCard: cards.generation(slot) > 0 ? cards.id(slot) - cards.slotCount : cards.id(slot),
      holder: cards.holder(slot),
      account: cards.account[slot]!,
    }),
    accountHolder: () =>
      person(
        (candidate) => Math.min(1, customers.incomeCents[candidate]! / 600_000) * customers.onlineShare[candidate]! * 2,
      ),
    // Who buys much is offered much.
    believer: () =>
      person(
        (candidate) =>
          (beliefAt(age(candidate)) / BELIEF_BY_DECADE[0]!) * Math.min(1, 0.2 + 0.5 * customers.activity[candidate]!),
      ),
    mule: (stream = rng) => recruit(shard, stream, campaign),
    business: (stream = rng) => customers.personCount + stream.below(customers.count - customers.personCount),
    foreignAccount: () => rng.pick(institutions.foreignAccounts),
    exchange: () => rng.pick(institutions.exchanges),
    onlineMerchant: (category) => merchant(category, -1),
    criminalCity: () => city,
    counterMerchant: (category) => merchant(category, city),
    acquiringAccount: (shop) => world.merchants.acquiringAccount[shop]!,
    merchantNear: (customer, category) => merchant(category, customers.city[customer]!),
    criminalAccess: access,
    disguisedAccess: (customer, ordinal, session) => ({
      ...access(ordinal, session),
      device: devices.id(devices.slot(customer, rng.below(customers.deviceCount[customer]!))),
    }),
    ownAccess: (customer) => ownAccess(shard, customer, rng),
    incomeCents: (customer) => customers.incomeCents[customer]!,
    priceCents: (customer, shop, stream) =>
      priceOfPurchase(world, customer, shop, stream.uint32(), stream.uint32(), stream.uint32()),
    hasCashCard: (customer) => cards.account[cards.slot(customer, DEBIT_SLOT)]! >= 0,
    currentAccount: (customer) => customers.currentAccount[customer]!,
    savingsAccount: (customer) => customers.savingsAccount[customer]!,
  };

  function hasCard(candidate: number): boolean {
    return (
      cards.account[cards.slot(candidate, DEBIT_SLOT)]! >= 0 || cards.account[cards.slot(candidate, CREDIT_SLOT)]! >= 0
    );
  }

  function age(candidate: number): number {
    return (shard.day - customers.birthDay[candidate]!) / DAYS_PER_YEAR;
  }
}

function beliefAt(age: number): number {
  const decade = Math.min(BELIEF_BY_DECADE.length - 1, Math.max(0, Math.floor(age / 10) - 2));
  return BELIEF_BY_DECADE[decade]!;
}

/**
 * Criminals use devices of their own, or browsers that pretend to be new ones, some of which serve several campaigns of
 * a typology, from rented servers, mobile cards, or the home connections of people whose routers they control. Some go
 * through the infected computer of one of them, and shops and banks see that.
 */
const RELAYED = 0.2;
/** Share of devices that come from the stock that a typology's gangs use again and again, and its size. */
const FROM_STOCK = 0.15;
const STOCK = 64;
/** Devices of a campaign, and of all campaigns until the first is thrown away. */
const OF_A_CAMPAIGN = 256;
const OF_ALL_CAMPAIGNS = 1 << 20;

function accessOf(shard: Shard, rng: Rng, campaign: Campaign): Cast['criminalAccess'] {
  const { customers, devices, networks } = shard.world;
  const ofTypology = stableStream(shard.seed, `devices:${campaign.typology}`, 0).below(64) * (STOCK + OF_ALL_CAMPAIGNS);
  return (ordinal, session = true): Access => {
    const stream = rng.fork('access', ordinal);
    const isRelayed = stream.chance(RELAYED);
    const own = (campaign.ordinal * OF_A_CAMPAIGN + (ordinal % OF_A_CAMPAIGN)) % OF_ALL_CAMPAIGNS;
    const number = ofTypology + (stream.chance(FROM_STOCK) ? stream.below(STOCK) : STOCK + own);
    const place = stream.uniform();
    // Whose machine or router it is.
    const relay = stream.below(customers.personCount);
    const ip =
      place < 0.3
        ? stream.pick(networks.hosting)
        : place < 0.65
          ? stream.pick(networks.mobile)
          : ownAddress(shard, relay, stream);
    return {
      device: isRelayed
        ? devices.id(devices.slot(relay, customers.deviceCount[relay]! - 1))
        : devices.burner(number, shard.day),
      ip: isRelayed ? networks.home[customers.household[relay]!]! : ip,
      session: session ? newSession(rng) : -1,
      channel: stream.chance(0.75) ? 'mobile' : 'web',
    };
  };
}

/** Fills `shard.payment` with what banks see of an order. */
export function fillOrder(shard: Shard, order: Order, rng: Rng): void {
  const { payment } = shard;
  switch (order.rail) {
    case 'card_not_present': {
      fillCardNotPresent(shard, payment, order.cardSlot, order.card, order.merchant, order.amountCents, 0, rng, {
        code: order.knowsCode,
        address: order.knowsAddress,
        data: order.knowsData ?? true,
      });
      payment.device = order.access.device;
      payment.ip = order.access.ip;
      return;
    }
    case 'card_present': {
      const { cardSlot, card, merchant, amountCents, city, inWallet = rng.chance(0.3) } = order;
      fillCardPresent(shard, payment, cardSlot, card, merchant, amountCents, inWallet ? BY_WALLET : 0, rng, city);
      return;
    }
    case 'credit_transfer':
    case 'instant_transfer': {
      const note = order.reference === undefined ? 255 : reference[order.reference];
      fillTransfer(payment, type[order.rail], order.origin, order.destination, order.amountCents, note);
      payment.device = order.access.device;
      payment.ip = order.access.ip;
      payment.session = order.access.session;
      payment.channel = channel[order.access.channel];
      fillConfirmation(payment, rng);
      return;
    }
    case 'cash_withdrawal':
      fillWithdrawal(shard, payment, order.customer, order.amountCents, rng);
      return;
    case 'cash_deposit':
      fillDeposit(shard, payment, order.customer, order.account, order.amountCents, rng);
      return;
    case 'card_refund':
    case 'chargeback':
    case 'payment_recall': {
      fillTransfer(payment, type[order.rail], order.origin, order.destination, order.amountCents, reference.refund);
      payment.channel = channel.batch;
      if (order.merchant !== undefined) {
        payment.merchant = order.merchant;
        payment.mcc = shard.world.merchants.mcc[order.merchant]!;
        payment.country = shard.world.merchants.country[order.merchant]!;
      }
      return;
    }
    default: {
      const never: never = order;
      throw new Error(`unknown rail ${JSON.stringify(never)}`);
    }
  }
}
