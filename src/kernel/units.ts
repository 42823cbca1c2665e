/**
 * Branded units. They are plain numbers at run time; the brands keep milliseconds, cents and the ids of different
 * entities from being mixed up at compile time.
 */

declare const unit: unique symbol;
type Branded<Unit extends string> = number & { readonly [unit]: Unit };

/** Milliseconds since 1970-01-01 UTC on the simulated clock; an integer. */
export type SimTime = Branded<'SimTime'>;
/** Integer cents of the home currency. */
export type Cents = Branded<'Cents'>;
/** Row of the ledger. */
export type AccountId = Branded<'AccountId'>;
/** Row of the customers: persons first, businesses after them. */
export type CustomerId = Branded<'CustomerId'>;
export type CardId = Branded<'CardId'>;
export type MerchantId = Branded<'MerchantId'>;
export type DeviceId = Branded<'DeviceId'>;
/** Sequential id of a row of `transactions`, from 1; 0 stands for none. */
export type TransactionId = Branded<'TransactionId'>;

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
