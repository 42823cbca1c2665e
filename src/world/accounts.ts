import { AliasTable } from '../kernel/alias-table.ts';
import { Rng, streamKey } from '../kernel/random.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { type Bank, banksOf } from './banks.ts';
import type { Customers } from './customers.ts';
import { personas } from './personas.ts';

/** Share of savings accounts at the customer's own bank, and at banks that do not report. */
const SAVINGS_AT_HOME = 0.7;
const SAVINGS_AT_SILENT = 0.08;
/** Share of persons with a forgotten account. */
const DORMANT_SHARE = 0.04;

/**
 * Opens the accounts of all customers, empty: current or business account, savings, credit card, customer by customer.
 * Current accounts are at reporting banks, in proportion to their market shares.
 */
export function openCustomerAccounts(
  seed: number,
  customers: Customers,
  ledger: Ledger,
  banks: readonly Bank[],
  startDay: number,
): void {
  const rng = new Rng();
  const key = streamKey(seed, 'world/accounts');
  const reporting = banksByShare(banks, true);
  const silent = banksByShare(banks, false);
  for (let customer = 0; customer < customers.count; customer++) {
    const isBusiness = customer >= customers.personCount;
    rng.seek(key, isBusiness ? customer - customers.personCount : customer, Number(isBusiness));
    const persona = personas[customers.persona[customer]!]!;
    const bank = reporting(rng);
    const elsewhere = reporting(rng);
    const silentBank = silent(rng);
    const since = customers.sinceDay[customer]!;
    customers.currentAccount[customer] = ledger.open({
      type: isBusiness ? 'business' : 'current',
      bank,
      owner: customer,
      openedDay: since,
    });
    if (rng.chance(persona.savings)) {
      const where = rng.uniform();
      customers.savingsAccount[customer] = ledger.open({
        type: 'savings',
        bank: where < SAVINGS_AT_HOME ? bank : where < 1 - SAVINGS_AT_SILENT ? elsewhere : silentBank,
        owner: customer,
        openedDay: between(since, startDay - 1, rng.uniform() * rng.uniform()),
      });
    }
    if (rng.chance(persona.creditCard)) {
      customers.creditAccount[customer] = ledger.open({
        type: 'credit_card',
        bank,
        owner: customer,
        openedDay: between(since, startDay - 1, rng.uniform()),
      });
    }
  }
}

/** Upper bound of the accounts that `openCustomerAccounts` opens, so that the ledger need not grow. */
export function expectedAccounts(personCount: number, businessCount: number): number {
  let perPerson = 1;
  for (const persona of personas) {
    if (persona.kind === 'person') perPerson += persona.share * (persona.savings + persona.creditCard);
  }
  return Math.ceil(personCount * (perPerson + DORMANT_SHARE) * 1.03) + businessCount + 200;
}

/** Opens the forgotten accounts: old ones at another bank, of persons who have long moved on. */
export function openDormantAccounts(
  seed: number,
  customers: Customers,
  ledger: Ledger,
  banks: readonly Bank[],
  startDay: number,
): Int32Array {
  const rng = new Rng();
  const key = streamKey(seed, 'world/dormant');
  const reporting = banksByShare(banks, true);
  const dormant: number[] = [];
  for (let person = 0; person < customers.personCount; person++) {
    rng.seek(key, person, 0);
    const forgotten = rng.chance(DORMANT_SHARE);
    const since = customers.sinceDay[person]!;
    if (!forgotten || startDay - since < 1_500) continue;
    dormant.push(
      ledger.open({
        type: rng.chance(0.5) ? 'savings' : 'current',
        bank: reporting(rng),
        owner: person,
        openedDay: between(since, startDay - 1_000, rng.uniform() * rng.uniform()),
      }),
    );
  }
  return Int32Array.from(dormant);
}

function banksByShare(banks: readonly Bank[], reporting: boolean): (rng: Rng) => number {
  const rows = banksOf(banks, 'retail', reporting);
  const table = new AliasTable(rows.map((row) => banks[row]!.marketShare));
  return (rng) => rows[table.draw(rng)]!;
}

function between(first: number, last: number, unit: number): number {
  return first + Math.floor(unit * Math.max(1, last - first));
}
