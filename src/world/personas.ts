/** A way of life: what a customer earns, owns and does with money. Figures without a source are assumptions. */
export interface Persona {
  readonly name: string;
  readonly kind: 'person' | 'business';
  /** Expected share of the persons, or of the businesses. */
  readonly share: number;
  /** Youngest and oldest; 0 for businesses. */
  readonly ages: readonly [youngest: number, oldest: number];
  /** Net income (turnover of businesses) a month: median in cents, and sigma of its logarithm. */
  readonly incomeMedianCents: number;
  readonly incomeSigma: number;
  /** Chance that the household rents, pays a mortgage, or lives in its own home debt-free. */
  readonly housing: readonly [rent: number, mortgage: number, owned: number];
  /** How often he pays, relative to the mean of all. */
  readonly activity: number;
  /** Mean share of purchases made online, and of purchases at a counter paid in cash. */
  readonly onlineShare: number;
  readonly cashShare: number;
  /** Mean number of devices, 1 to 3. */
  readonly devices: number;
  /** Chance to hold a credit card, and a savings account. */
  readonly creditCard: number;
  readonly savings: number;
  /** Median savings, in months of income. */
  readonly savingsMonths: number;
  /** Share of medium and of high KYC risk. */
  readonly kycRisk: readonly [medium: number, high: number];
}

/**
 * Persons first, businesses after them; customers carry the index. Incomes follow a euro country with a median net wage
 * of about EUR 2,700, as in its richer countries; cash is preferred by the old and by newcomers (ECB SPACE reports the age gradient).
 */
export const personas: readonly Persona[] = [
  {
    name: 'student',
    kind: 'person',
    share: 0.1,
    ages: [18, 27],
    incomeMedianCents: 105_000,
    incomeSigma: 0.35,
    housing: [0.92, 0.02, 0.06],
    activity: 0.95,
    onlineShare: 0.3,
    cashShare: 0.2,
    devices: 2.1,
    creditCard: 0.1,
    savings: 0.45,
    savingsMonths: 0.7,
    kycRisk: [0.1, 0.01],
  },
  {
    name: 'worker',
    kind: 'person',
    share: 0.25,
    ages: [20, 64],
    incomeMedianCents: 275_000,
    incomeSigma: 0.38,
    housing: [0.62, 0.26, 0.12],
    activity: 1.05,
    onlineShare: 0.25,
    cashShare: 0.24,
    devices: 1.9,
    creditCard: 0.4,
    savings: 0.72,
    savingsMonths: 2.5,
    kycRisk: [0.07, 0.01],
  },
  {
    name: 'family',
    kind: 'person',
    share: 0.28,
    ages: [28, 56],
    incomeMedianCents: 290_000,
    incomeSigma: 0.4,
    housing: [0.4, 0.5, 0.1],
    activity: 1.25,
    onlineShare: 0.24,
    cashShare: 0.22,
    devices: 2.2,
    creditCard: 0.44,
    savings: 0.78,
    savingsMonths: 2.8,
    kycRisk: [0.06, 0.005],
  },
  {
    name: 'self_employed',
    kind: 'person',
    share: 0.07,
    ages: [27, 67],
    incomeMedianCents: 320_000,
    incomeSigma: 0.6,
    housing: [0.38, 0.4, 0.22],
    activity: 1.2,
    onlineShare: 0.25,
    cashShare: 0.26,
    devices: 2.2,
    creditCard: 0.52,
    savings: 0.72,
    savingsMonths: 4,
    kycRisk: [0.2, 0.03],
  },
  {
    name: 'retired',
    kind: 'person',
    share: 0.21,
    ages: [63, 92],
    incomeMedianCents: 190_000,
    incomeSigma: 0.4,
    housing: [0.42, 0.08, 0.5],
    activity: 0.7,
    onlineShare: 0.1,
    cashShare: 0.42,
    devices: 1.4,
    creditCard: 0.27,
    savings: 0.86,
    savingsMonths: 9,
    kycRisk: [0.05, 0.005],
  },
  {
    name: 'wealthy',
    kind: 'person',
    share: 0.025,
    ages: [35, 78],
    incomeMedianCents: 850_000,
    incomeSigma: 0.55,
    housing: [0.12, 0.4, 0.48],
    activity: 1.35,
    onlineShare: 0.25,
    cashShare: 0.16,
    devices: 2.6,
    creditCard: 0.82,
    savings: 0.95,
    savingsMonths: 16,
    kycRisk: [0.22, 0.05],
  },
  {
    name: 'newcomer',
    kind: 'person',
    share: 0.055,
    ages: [20, 52],
    incomeMedianCents: 175_000,
    incomeSigma: 0.38,
    housing: [0.95, 0.03, 0.02],
    activity: 0.85,
    onlineShare: 0.2,
    cashShare: 0.42,
    devices: 1.4,
    creditCard: 0.07,
    savings: 0.4,
    savingsMonths: 0.8,
    kycRisk: [0.35, 0.06],
  },
  {
    name: 'shop',
    kind: 'business',
    share: 0.6,
    ages: [0, 0],
    incomeMedianCents: 1_600_000,
    incomeSigma: 0.8,
    housing: [0.85, 0.1, 0.05],
    activity: 0.9,
    onlineShare: 0.45,
    cashShare: 0,
    devices: 1.5,
    creditCard: 0,
    savings: 0,
    savingsMonths: 0,
    kycRisk: [0.3, 0.06],
  },
  {
    name: 'small_company',
    kind: 'business',
    share: 0.34,
    ages: [0, 0],
    incomeMedianCents: 2_600_000,
    incomeSigma: 0.9,
    housing: [0.85, 0.1, 0.05],
    activity: 1,
    onlineShare: 0.55,
    cashShare: 0,
    devices: 1.9,
    creditCard: 0,
    savings: 0,
    savingsMonths: 0,
    kycRisk: [0.25, 0.08],
  },
  {
    name: 'large_company',
    kind: 'business',
    share: 0.06,
    ages: [0, 0],
    incomeMedianCents: 22_000_000,
    incomeSigma: 1.1,
    housing: [0.6, 0.2, 0.2],
    activity: 2,
    onlineShare: 0.7,
    cashShare: 0,
    devices: 3,
    creditCard: 0,
    savings: 0,
    savingsMonths: 0,
    kycRisk: [0.2, 0.04],
  },
];

/** Index of a persona by its name. */
export function personaIndex(name: string): number {
  const index = personas.findIndex((persona) => persona.name === name);
  if (index < 0) throw new Error(`persona '${name}' does not exist`);
  return index;
}
