/** What a bank does in the world. */
export type BankKind = 'central' | 'retail' | 'acquirer' | 'foreign';

/** An institution that keeps accounts. */
export interface Bank {
  /** At most 8 characters; a code of the vocabulary `bank`. */
  readonly code: string;
  /** Invented. */
  readonly name: string;
  /** Member of the `country` vocabulary. */
  readonly country: string;
  /** Whether its balances are in the log. */
  readonly reporting: boolean;
  /** Share of the retail customers of the country; 0 where it serves none. */
  readonly marketShare: number;
  readonly kind: BankKind;
}

/**
 * The banks of a world unless it is given others. Unequal shares as in a euro country with three large banks; the two
 * banks that do not report stand for everybody who is not a customer of the consortium. Shares are assumptions.
 */
export const defaultBanks: readonly Bank[] = [
  bank('XECB', 'Central Bank of XE', 'XE', 'central', false, 0),
  bank('VALB', 'Valmere Bank', 'XE', 'retail', true, 0.28),
  bank('UNIS', 'Union Sparbank', 'XE', 'retail', true, 0.21),
  bank('MERC', 'Mercantile Bank of Brandovar', 'XE', 'retail', true, 0.16),
  bank('COOP', 'Cooperative Bank', 'XE', 'retail', true, 0.12),
  bank('DIRK', 'Direkta', 'XE', 'retail', true, 0.08),
  bank('NORD', 'Nordmark Landbank', 'XE', 'retail', false, 0.1),
  bank('POST', 'Postal Savings Bank', 'XE', 'retail', false, 0.05),
  bank('ACQX', 'Cardex Acquiring', 'XE', 'acquirer', true, 0),
  bank('PAYX', 'Paylane Merchant Services', 'XE', 'acquirer', true, 0),
  bank('RHDE', 'Rheinische Handelsbank', 'DE', 'foreign', false, 0),
  bank('CAFR', 'Caisse Atlantique', 'FR', 'foreign', false, 0),
  bank('HZNL', 'Haarzee Bank', 'NL', 'foreign', false, 0),
  bank('THGB', 'Thornbury Bank', 'GB', 'foreign', false, 0),
  bank('NEOL', 'Neolit Pay', 'LT', 'foreign', false, 0),
  bank('LVCY', 'Levantine Trust Bank', 'CY', 'foreign', false, 0),
  bank('PRUS', 'Prairie National Bank', 'US', 'foreign', false, 0),
  bank('JNCN', 'Jinhe Commercial Bank', 'CN', 'foreign', false, 0),
];

/** Indices of the banks of a kind, in order; of those that report, or do not, when `reporting` is given. */
export function banksOf(banks: readonly Bank[], kind: BankKind, reporting?: boolean): number[] {
  return banks.flatMap((bank, index) =>
    bank.kind === kind && (reporting === undefined || bank.reporting === reporting) ? [index] : [],
  );
}

function bank(
  code: string,
  name: string,
  country: string,
  kind: BankKind,
  reporting: boolean,
  marketShare: number,
): Bank {
  return { code, name, country, kind, reporting, marketShare };
}
