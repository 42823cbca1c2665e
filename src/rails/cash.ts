import type { Payment } from '../kernel/payment.ts';
import type { Rng } from '../kernel/random.ts';
import type { Shard } from '../kernel/shard.ts';
import { authMethods, channels, codesOf, entryModes, paymentTypes } from '../schema/vocabularies.ts';
import { DEBIT_SLOT } from '../world/cards.ts';
import { fillTerminal } from './card.ts';

const type = codesOf(paymentTypes);
const channel = codesOf(channels);
const entry = codesOf(entryModes);
const auth = codesOf(authMethods);

/** Fills in cash taken from a machine near home with the debit card. */
export function fillWithdrawal(shard: Shard, payment: Payment, customer: number, amountCents: number, rng: Rng): void {
  const { cards, customers, institutions, ledger, terminals, places } = shard.world;
  const slot = cards.slot(customer, DEBIT_SLOT);
  const origin = cards.account[slot]!;
  const bank = ledger.bankOf(origin);
  const city = places.pickNear(customers.city[customer]!, rng.uint32(), rng.uint32());
  payment.type = type.cash_withdrawal;
  payment.channel = channel.atm;
  payment.entryMode = rng.chance(0.35) ? entry.contactless : entry.chip;
  payment.authMethod = auth.pin;
  payment.cardSlot = slot;
  payment.card = cards.id(slot);
  payment.origin = origin;
  payment.destination = institutions.cash[bank]!;
  payment.amountCents = amountCents;
  fillTerminal(shard, payment, terminals.atmNear(city, bank, rng.uint32()));
}

/** Fills in cash paid into an account at a branch or a machine near the customer. */
export function fillDeposit(
  shard: Shard,
  payment: Payment,
  customer: number,
  account: number,
  amountCents: number,
  rng: Rng,
): void {
  const { customers, institutions, ledger, terminals } = shard.world;
  const bank = ledger.bankOf(account);
  payment.type = type.cash_deposit;
  payment.origin = institutions.cash[bank]!;
  payment.destination = account;
  payment.amountCents = amountCents;
  if (rng.chance(0.55)) {
    payment.channel = channel.atm;
    payment.authMethod = auth.pin;
    fillTerminal(shard, payment, terminals.atmNear(customers.city[customer]!, bank, rng.uint32()));
  } else payment.channel = channel.branch;
}
