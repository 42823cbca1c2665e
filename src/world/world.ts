import type { Ledger } from '../ledger/ledger.ts';
import type { Bank } from './banks.ts';
import type { Cards } from './cards.ts';
import type { Customers } from './customers.ts';
import type { Devices, Networks } from './devices.ts';
import type { Merchants } from './merchants.ts';
import type { Places } from './places.ts';
import type { SocialGraph } from './social.ts';

/**
 * Everybody and everything that exists when the simulation begins. Built once from the seed; what changes later are
 * the typed arrays inside.
 */
export interface World {
  readonly places: Places;
  readonly banks: readonly Bank[];
  readonly customers: Customers;
  readonly merchants: Merchants;
  readonly cards: Cards;
  readonly devices: Devices;
  readonly networks: Networks;
  readonly social: SocialGraph;
  readonly ledger: Ledger;
  readonly institutions: Institutions;
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
  /** Large employers and the state pension, at banks that do not report; they are sources of wages. */
  readonly externalEmployers: Int32Array;
  /** Energy, water, telecom, insurers: billers that collect by direct debit; index by biller kind, see `billers.ts`. */
  readonly billers: Int32Array;
  /** Accounts abroad that honest people and criminals pay: families, shops, crypto exchanges. */
  readonly foreignAccounts: Int32Array;
  /** Crypto exchanges. */
  readonly exchanges: Int32Array;
}
