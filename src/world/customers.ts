/** Customers as a struct of arrays: persons are rows `0 .. personCount - 1`, businesses follow. */
export interface Customers {
  readonly count: number;
  readonly personCount: number;
  /** Index into `personas`. */
  readonly persona: Uint8Array;
  /** Days since 1970-01-01; meaningless for businesses. */
  readonly birthDay: Int32Array;
  /** Net income of a person, turnover of a business, in cents a month. */
  readonly incomeCents: Float64Array;
  readonly household: Int32Array;
  readonly city: Uint16Array;
  readonly latitude: Float32Array;
  readonly longitude: Float32Array;
  /** Account that pays the wage or pension, or -1. */
  readonly incomeAccount: Int32Array;
  /** customer_id of the employer where it is a business of the world, or -1. */
  readonly employer: Int32Array;
  /** Day of the month on which income arrives, 1 to 31 (31 = last day). */
  readonly payday: Uint8Array;
  readonly currentAccount: Int32Array;
  /** -1 where there is none; likewise below. */
  readonly savingsAccount: Int32Array;
  readonly creditAccount: Int32Array;
  /** Index into `housings`. */
  readonly housing: Uint8Array;
  /** Rent or mortgage a month in cents; only one person of a household pays it, the others have 0. */
  readonly housingCents: Float64Array;
  /** Landlord's or mortgage lender's account. */
  readonly housingAccount: Int32Array;
  /** Personal multiplier of how often the customer pays; mean about 1, heavy-tailed. */
  readonly activity: Float32Array;
  /** Personal multiplier of what he spends at a time; follows income. */
  readonly spendLevel: Float32Array;
  /** Share of his purchases that he makes online, 0 to 1. */
  readonly onlineShare: Float32Array;
  /** Share of his purchases at a counter that he pays in cash, 0 to 1. */
  readonly cashShare: Float32Array;
  /** Persons' cards and how they like to pay with them, packed by `instruments.ts`. */
  readonly paymentStyle: Uint8Array;
  /** 0 low, 1 medium, 2 high. */
  readonly kycRisk: Uint8Array;
  /** First account opened, days since 1970-01-01. */
  readonly sinceDay: Int32Array;
  /** Cash in the purse, cents. Changes as he withdraws and pays. */
  readonly walletCents: Float64Array;
  /** Devices in use, 1 to 3 (see `devices.ts` for their ids). */
  readonly deviceCount: Uint8Array;
}

export const housings = ['rent', 'mortgage', 'owned', 'family'] as const;

/** Index into `housings`. */
export const RENT = 0;
export const MORTGAGE = 1;
export const OWNED = 2;
/** Lives with his family for nothing. */
export const WITH_FAMILY = 3;

/** Room for so many customers; every account column is -1. */
export function allocateCustomers(personCount: number, businessCount: number): Customers {
  const count = personCount + businessCount;
  const accounts = () => new Int32Array(count).fill(-1);
  return {
    count,
    personCount,
    persona: new Uint8Array(count),
    birthDay: new Int32Array(count),
    incomeCents: new Float64Array(count),
    household: accounts(),
    city: new Uint16Array(count),
    latitude: new Float32Array(count),
    longitude: new Float32Array(count),
    incomeAccount: accounts(),
    employer: accounts(),
    payday: new Uint8Array(count),
    currentAccount: accounts(),
    savingsAccount: accounts(),
    creditAccount: accounts(),
    housing: new Uint8Array(count),
    housingCents: new Float64Array(count),
    housingAccount: accounts(),
    activity: new Float32Array(count),
    spendLevel: new Float32Array(count),
    onlineShare: new Float32Array(count),
    cashShare: new Float32Array(count),
    paymentStyle: new Uint8Array(personCount),
    kycRisk: new Uint8Array(count),
    sinceDay: new Int32Array(count),
    walletCents: new Float64Array(count),
    deviceCount: new Uint8Array(count),
  };
}
