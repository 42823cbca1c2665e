import type { Reference } from '../schema/vocabularies.ts';

/** What people pay month by month by direct debit. */
export const billerKinds = ['energy', 'water', 'telecom', 'insurance', 'club', 'school'] as const;
export type BillerKind = (typeof billerKinds)[number];

/** A company that collects from many. */
export interface Biller {
  readonly kind: BillerKind;
  readonly reference: Reference;
  /** Share of the customers of its kind. */
  readonly share: number;
  /** Median of a monthly bill in cents, and sigma of its logarithm between customers. */
  readonly medianCents: number;
  readonly sigma: number;
  /** Whether a customer's bill is the same every month. */
  readonly constant: boolean;
  /** Whether one person of a household pays for all. */
  readonly perHousehold: boolean;
  /** Share of those who could be its customers who are customers of its kind. */
  readonly coverage: number;
}

/** Rows are in the order of `institutions.billers`. Bills are assumptions for a euro country. */
export const billers: readonly Biller[] = [
  ...providers('energy', 'energy', [0.45, 0.35, 0.2], 9_500, 0.45, {
    constant: true,
    perHousehold: true,
    coverage: 0.97,
  }),
  ...providers('water', 'water', [0.5, 0.3, 0.2], 3_400, 0.4, { constant: false, perHousehold: true, coverage: 0.55 }),
  ...providers('telecom', 'telecom', [0.4, 0.3, 0.2, 0.1], 2_700, 0.5, {
    constant: true,
    perHousehold: false,
    coverage: 0.86,
  }),
  ...providers('insurance', 'insurance', [0.3, 0.25, 0.2, 0.15, 0.1], 5_200, 0.7, {
    constant: true,
    perHousehold: false,
    coverage: 0.78,
  }),
  ...providers('club', 'club', [0.4, 0.35, 0.25], 2_900, 0.5, { constant: true, perHousehold: false, coverage: 0.3 }),
  ...providers('school', 'school', [0.6, 0.4], 12_000, 0.6, { constant: true, perHousehold: true, coverage: 0.12 }),
];

/** Rows of the billers of a kind. */
export function billersOf(kind: BillerKind): readonly number[] {
  return rowsByKind[billerKinds.indexOf(kind)]!;
}

const rowsByKind = billerKinds.map((kind) => billers.flatMap((biller, index) => (biller.kind === kind ? [index] : [])));

/** The biller of a kind that a customer has; `unit` is his own number in [0, 1). */
export function billerFor(kind: BillerKind, unit: number): number {
  const rows = billersOf(kind);
  let rest = unit;
  for (const row of rows) {
    rest -= billers[row]!.share;
    if (rest < 0) return row;
  }
  return rows[rows.length - 1]!;
}

function providers(
  kind: BillerKind,
  reference: Reference,
  shares: readonly number[],
  medianCents: number,
  sigma: number,
  habits: Pick<Biller, 'constant' | 'perHousehold' | 'coverage'>,
): Biller[] {
  return shares.map((share) => ({ kind, reference, share, medianCents, sigma, ...habits }));
}
