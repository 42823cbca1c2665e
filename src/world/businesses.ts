/**
 * What businesses have beyond what every customer has. Row `b` is customer `personCount + b`; its monthly turnover is
 * `customers.incomeCents`.
 */
export interface Businesses {
  readonly count: number;
  /** Index into `categories` for shops, 255 for other companies. */
  readonly category: Uint8Array;
  /** customer_id of the person who owns it, or -1 for companies with many owners. */
  readonly ownerPerson: Int32Array;
  /** Persons of the world whom it employs. */
  readonly employeeCount: Uint32Array;
  /** Their net wages together, cents a month. */
  readonly payrollCents: Float64Array;
}
