import { hash3, streamKey } from '../kernel/random.ts';
import type { AccountType, Ledger } from '../ledger/ledger.ts';
import { type Bank, banksOf } from './banks.ts';
import { billers } from './billers.ts';
import type { Institutions } from './world.ts';

/** Positions in `institutions.externalEmployers`; large private employers follow. */
export const STATE_PENSION = 0;
export const STUDENT_AID = 1;
export const EMPLOYMENT_AGENCY = 2;
export const PUBLIC_SERVICE = 3;
export const FIRST_PRIVATE_EMPLOYER = 4;

const EXTERNAL_EMPLOYERS = 60;
const HOUSING_COMPANIES = 40;
const TRADE_PARTNERS = 240;
const EXCHANGES = 5;
const FEWEST_FOREIGN_ACCOUNTS = 120;
const CUSTOMERS_PER_FOREIGN_ACCOUNT = 40;
/** Share of the trade partners that are abroad. */
const FOREIGN_TRADE_SHARE = 0.35;
const OPENED_DAY = 7_000;

/**
 * Opens the accounts of everybody who is no customer, all of them empty: the central bank, each bank's cash and own
 * account, then those at banks that do not report. Their numbers depend on nothing but the number of customers.
 */
export function openInstitutions(
  seed: number,
  ledger: Ledger,
  banks: readonly Bank[],
  customerCount: number,
): Institutions {
  const key = streamKey(seed, 'world/institution');
  const central = onlyCentralBank(banks);
  const silent = atLeastOne(banksOf(banks, 'retail', false), banks, 'a retail bank that does not report');
  const foreign = atLeastOne(banksOf(banks, 'foreign'), banks, 'a foreign bank');
  atLeastOne(banksOf(banks, 'retail', true), banks, 'a retail bank that reports');
  atLeastOne(banksOf(banks, 'acquirer'), banks, 'an acquirer');
  const open = (type: AccountType, bank: number, limitCents = 0): number =>
    ledger.open({ type, bank, owner: -1, openedDay: OPENED_DAY, limitCents });
  let group = 0;
  const openMany = (count: number, bankOf: (ordinal: number, hash: number) => number): Int32Array => {
    group++;
    return Int32Array.from({ length: count }, (_, ordinal) =>
      open('external', bankOf(ordinal, hash3(key, group, ordinal, 0))),
    );
  };
  const atHome = (ordinal: number): number => silent[ordinal % silent.length]!;
  const abroad = (_: number, hash: number): number => foreign[hash % foreign.length]!;
  return {
    centralBank: open('source', central, Infinity),
    cash: Int32Array.from(banks, (_, bank) => open('cash', bank)),
    bankOwn: Int32Array.from(banks, (_, bank) => open('external', bank)),
    taxOffice: open('external', silent[0]!),
    externalEmployers: openMany(EXTERNAL_EMPLOYERS, atHome),
    billers: openMany(billers.length, atHome),
    housingCompanies: openMany(HOUSING_COMPANIES, atHome),
    tradePartners: openMany(TRADE_PARTNERS, (ordinal, hash) =>
      hash < FOREIGN_TRADE_SHARE * 2 ** 32 ? abroad(ordinal, hash) : atHome(ordinal),
    ),
    exchanges: openMany(EXCHANGES, (ordinal) => foreign[(ordinal * 4 + 3) % foreign.length]!),
    foreignAccounts: openMany(
      Math.max(FEWEST_FOREIGN_ACCOUNTS, Math.ceil(customerCount / CUSTOMERS_PER_FOREIGN_ACCOUNT)),
      abroad,
    ),
  };
}

function onlyCentralBank(banks: readonly Bank[]): number {
  const central = banksOf(banks, 'central');
  if (central.length !== 1) throw new RangeError(`banks: ${central.length} central banks, there must be exactly 1`);
  return central[0]!;
}

function atLeastOne(found: number[], banks: readonly Bank[], what: string): number[] {
  if (found.length === 0) throw new RangeError(`banks: none of the ${banks.length} is ${what}, there must be one`);
  return found;
}
