/**
 * Merchants as a struct of arrays. A chain is one merchant with shops, hence terminals, in many cities: where a
 * purchase happens is where its terminal is, and `terminalIn` finds one. City and coordinates of a merchant are those
 * of its only shop or of its head office.
 */
export interface Merchants {
  readonly count: number;
  /** Index into `categories`. */
  readonly category: Uint8Array;
  readonly mcc: Uint16Array;
  /** 1 for shops that sell over the internet only. */
  readonly online: Uint8Array;
  /** customer_id of the business, or -1 where the owner is no customer of a reporting bank, as always abroad. */
  readonly customer: Int32Array;
  /** 1 for chains. */
  readonly chain: Uint8Array;
  /** City, or 65535 abroad. */
  readonly city: Uint16Array;
  /** Index into the `country` vocabulary. */
  readonly country: Uint8Array;
  readonly latitude: Float32Array;
  readonly longitude: Float32Array;
  /** Account that purchases credit. */
  readonly acquiringAccount: Int32Array;
  /**
   * Account that daily settlements reach: its owner's, or one at a bank that does not report where the owner is no
   * customer; -1 abroad.
   */
  readonly settlementAccount: Int32Array;
  /** Merchant's fee to the acquirer, in basis points of the purchase. */
  readonly feeBasisPoints: Uint16Array;
  readonly firstTerminal: Int32Array;
  readonly terminalCount: Uint16Array;
  /** Multiplier of the category's usual amount. */
  readonly priceLevel: Float32Array;
  /** Local opening hours: from, until (24 = midnight). */
  readonly opensAt: Uint8Array;
  readonly closesAt: Uint8Array;
  /** Cash takings not yet taken to the bank, cents. */
  readonly tillCents: Float64Array;
  /** Draws a merchant of a category in a city, or over the internet (`city` = -1), by popularity; -1 if there is none. `u` and `v` are uniform uint32. */
  pick(category: number, city: number, u: number, v: number): number;
  /**
   * A terminal of the merchant in a city, or in the nearest city where it has one; -1 for merchants without terminals
   * (online ones). `u` is a uniform uint32.
   */
  terminalIn(merchant: number, city: number, u: number): number;
}
