import type { Ledger } from '../ledger/ledger.ts';
import type { Bank } from './banks.ts';
import type { Businesses } from './businesses.ts';
import type { Cards } from './cards.ts';
import type { Customers } from './customers.ts';
import type { Devices, Networks } from './devices.ts';
import type { Merchants } from './merchants.ts';
import type { Places } from './places.ts';
import type { SocialGraph } from './social.ts';
import type { Terminals } from './terminals.ts';

/**
 * Everybody and everything that exists when the simulation begins. Built once from the seed; what changes later are
 * the typed arrays inside.
 */
export interface World {
  readonly seed: number;
  /** First day that the simulation runs, days since 1970-01-01; everything here is as of its morning. */
  readonly startDay: number;
  /** Whether entity tables carry names. */
  readonly hasNames: boolean;
  readonly places: Places;
  readonly banks: readonly Bank[];
  readonly customers: Customers;
  readonly businesses: Businesses;
  readonly merchants: Merchants;
  readonly terminals: Terminals;
  readonly cards: Cards;
  readonly devices: Devices;
  readonly networks: Networks;
  readonly social: SocialGraph;
  readonly ledger: Ledger;
  readonly institutions: Institutions;
  /** Old accounts of customers that nobody uses any more, in order of owner. */
  readonly dormantAccounts: Int32Array;
}

/** Accounts of nobody in particular, through which money enters, leaves and waits. */
export interface Institutions {
  /** The one source of money: its balance is minus the money that exists. */
  readonly centralBank: number;
  /** Cash kept for each bank (index = bank): withdrawals credit it, deposits debit it. */
  readonly cash: Int32Array;
  /** Each bank's own account (index = bank) for fees, interest, refunds to customers. */
  readonly bankOwn: Int32Array;
  /** Tax authority, at a bank that does not report. */
  readonly taxOffice: number;
  /** Pensions, aid and large employers, at banks that do not report: index 0 is the state pension, see `institutions.ts`. */
  readonly externalEmployers: Int32Array;
  /** Energy, water, telecom, insurers: billers that collect by direct debit; index = row of `billers` (`billers.ts`). */
  readonly billers: Int32Array;
  /** Accounts abroad that honest people and criminals pay: families, shops, crypto exchanges. */
  readonly foreignAccounts: Int32Array;
  /** Crypto exchanges. */
  readonly exchanges: Int32Array;
  /** Housing companies, at banks that do not report. */
  readonly housingCompanies: Int32Array;
  /** Companies that are no customers, at home and abroad: they buy from businesses and supply them. */
  readonly tradePartners: Int32Array;
}
