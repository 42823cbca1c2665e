/** Merchants as a struct of arrays. */
export interface Merchants {
  readonly count: number;
  /** Index into `categories`. */
  readonly category: Uint8Array;
  readonly mcc: Uint16Array;
  /** 1 for shops that sell over the internet only. */
  readonly online: Uint8Array;
  /** customer_id of the business, or -1 abroad. */
  readonly customer: Int32Array;
  /** City, or 65535 abroad. */
  readonly city: Uint16Array;
  /** Index into the `country` vocabulary. */
  readonly country: Uint8Array;
  readonly latitude: Float32Array;
  readonly longitude: Float32Array;
  /** Account that purchases credit. */
  readonly acquiringAccount: Int32Array;
  /** Account that daily settlements reach; -1 abroad. */
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
}
