import { Rng, streamKey } from '../kernel/random.ts';
import type { AccountId, Cents } from '../kernel/units.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Bank } from './banks.ts';
import type { Businesses } from './businesses.ts';
import type { Customers } from './customers.ts';
import { personaIndex, personas } from './personas.ts';
import type { Institutions } from './world.ts';

/** Months that whoever pays wages from outside can go on without an income: longer than any run. */
const EXTERNAL_MONTHS = 240;
/** Cash in circulation per customer (ECB: about EUR 4,500 per inhabitant of the euro area). */
const CASH_CENTS_PER_CUSTOMER = 450_000;
const BANK_OWN_CENTS_PER_CUSTOMER = 100_000;
const OUTSIDER_CENTS_PER_CUSTOMER = 200_000;
const LEAST_FUNDS_CENTS = 500_000_000;
const LARGEST_CREDIT_LINE_CENTS = 1_500_000;

/**
 * Gives every account its limit and the balance it opens with. All of it comes from the central bank, and debt on credit
 * cards goes there, so that the balances of all accounts add up to nothing.
 */
export function fundAccounts(
  seed: number,
  customers: Customers,
  businesses: Businesses,
  ledger: Ledger,
  banks: readonly Bank[],
  institutions: Institutions,
  dormantAccounts: Int32Array,
): void {
  const central = institutions.centralBank as AccountId;
  const give = (account: number, cents: number): void =>
    ledger.book(central, account as AccountId, Math.max(0, Math.round(cents)) as Cents);
  fundPersons(seed, customers, ledger, central, give);
  fundBusinesses(seed, customers, businesses, ledger, give);
  fundInstitutions(customers, banks, institutions, ledger, give);
  const rng = new Rng();
  const key = streamKey(seed, 'world/dormant funds');
  for (const account of dormantAccounts) {
    rng.seek(key, ledger.owner[account]!, 0);
    give(account, Math.min(500_000, rng.logNormal(5_500, 1.5)));
  }
}

type Give = (account: number, cents: number) => void;

function fundPersons(seed: number, customers: Customers, ledger: Ledger, central: AccountId, give: Give): void {
  const rng = new Rng();
  const key = streamKey(seed, 'world/funds');
  const newcomer = personaIndex('newcomer');
  for (let person = 0; person < customers.personCount; person++) {
    rng.seek(key, person, 0);
    const persona = personas[customers.persona[person]!]!;
    const income = customers.incomeCents[person]!;
    const current = customers.currentAccount[person]!;
    // Next month's home is on the account, and what most people keep besides.
    give(current, customers.housingCents[person]! + income * rng.logNormal(0.75, 0.75));
    const overdraft = rng.chance(customers.persona[person] === newcomer ? 0.1 : 0.5);
    const overdraftMonths = 0.5 + 1.5 * rng.uniform();
    if (overdraft) ledger.setLimit(current, Math.floor((income * overdraftMonths) / 50_000) * 50_000);

    const savings = customers.savingsAccount[person]!;
    const savedMonths = rng.logNormal(persona.savingsMonths, 1.25);
    const hardlyUsed = rng.chance(0.12);
    const fewCents = rng.logNormal(2_000, 1);
    if (savings >= 0) give(savings, hardlyUsed ? fewCents : Math.min(savedMonths, 200) * income);

    const credit = customers.creditAccount[person]!;
    const lineMonths = 1 + 2 * rng.uniform();
    const used = rng.uniform();
    const revolves = rng.chance(0.2);
    if (credit >= 0) {
      const line = Math.min(
        LARGEST_CREDIT_LINE_CENTS,
        Math.max(1, Math.round((income * lineMonths) / 50_000)) * 50_000,
      );
      ledger.setLimit(credit, line);
      const debt = Math.round(line * (revolves ? 0.3 + 0.6 * used : 0.45 * used * used));
      if (debt > 0) ledger.book(credit as AccountId, central, debt as Cents);
    }
  }
}

function fundBusinesses(seed: number, customers: Customers, businesses: Businesses, ledger: Ledger, give: Give): void {
  const rng = new Rng();
  const key = streamKey(seed, 'world/business funds');
  for (let business = 0; business < businesses.count; business++) {
    rng.seek(key, business, 0);
    const customer = customers.personCount + business;
    const account = customers.currentAccount[customer]!;
    const turnover = customers.incomeCents[customer]!;
    give(account, 1.5 * businesses.payrollCents[business]! + turnover * rng.logNormal(1.1, 0.6));
    ledger.setLimit(account, Math.floor((turnover * 0.5) / 100_000) * 100_000);
  }
}

function fundInstitutions(
  customers: Customers,
  banks: readonly Bank[],
  institutions: Institutions,
  ledger: Ledger,
  give: Give,
): void {
  banks.forEach((bank, row) => {
    const clients = bank.marketShare * customers.count;
    give(institutions.cash[row]!, LEAST_FUNDS_CENTS + CASH_CENTS_PER_CUSTOMER * clients);
    give(institutions.bankOwn[row]!, LEAST_FUNDS_CENTS + BANK_OWN_CENTS_PER_CUSTOMER * clients);
  });
  give(institutions.taxOffice, LEAST_FUNDS_CENTS);
  const payroll = new Float64Array(ledger.count);
  for (let person = 0; person < customers.personCount; person++) {
    const payer = customers.incomeAccount[person]!;
    if (payer >= 0) payroll[payer]! += customers.incomeCents[person]!;
  }
  let businessTurnover = 0;
  for (let customer = customers.personCount; customer < customers.count; customer++) {
    businessTurnover += customers.incomeCents[customer]!;
  }
  // Trade partners buy what businesses make, each about as much.
  const sales = businessTurnover / institutions.tradePartners.length;
  for (const account of institutions.externalEmployers)
    give(account, LEAST_FUNDS_CENTS + EXTERNAL_MONTHS * payroll[account]!);
  for (const account of institutions.tradePartners) {
    give(account, LEAST_FUNDS_CENTS + EXTERNAL_MONTHS * (payroll[account]! + 2 * sales));
  }
  const outsider = LEAST_FUNDS_CENTS + OUTSIDER_CENTS_PER_CUSTOMER * customers.count;
  for (const account of institutions.exchanges) give(account, outsider);
  for (const account of institutions.housingCompanies) give(account, LEAST_FUNDS_CENTS);
  for (const account of institutions.billers) give(account, LEAST_FUNDS_CENTS);
  for (const account of institutions.foreignAccounts) give(account, LEAST_FUNDS_CENTS);
}
