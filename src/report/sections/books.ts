import type { LedgerBalance } from '../../analysis/ledger-balance.ts';
import { html } from '../markup.ts';
import { formatCount, formatMoney, inWords } from '../numbers.ts';
import type { ReportFacts } from '../report-facts.ts';
import type { Section } from '../section.ts';
import { table } from '../table.ts';

/** The books: whether every cent is accounted for. */
export function books({ ledger }: ReportFacts): Section {
  const off = [...ledger.byAccountType, ...ledger.byCurrency].filter(({ difference }) => difference !== 0).length;
  const [total] = ledger.byCurrency;
  return {
    id: 'books',
    name: 'Balances',
    title:
      off === 0
        ? `Every cent is accounted for: ${formatMoney(total?.inflow ?? 0)} ${total?.currency ?? ''} moved, none lost`
        : 'The books do not balance',
    body: html`
      <p>Recounted from the rows: opening balance plus inflow less outflow is the closing balance, for every kind of
      account and as a whole. Accounts outside the country and the central bank's, whose balance is minus all the money
      there is, are kinds like any other, so that the totals of the balances are zero.</p>
      ${table(
        ['accounts', 'number', 'opening', 'inflow', 'outflow', 'closing', 'difference'],
        [...ledger.byAccountType, ...ledger.byCurrency].map(row),
        { total: true },
      )}`,
  };
}

function row({ accountType, currency, accounts, opening, inflow, outflow, closing, difference }: LedgerBalance) {
  return [
    accountType === 'total' ? `total ${currency}` : inWords(accountType),
    formatCount(accounts),
    ...[opening, inflow, outflow, closing, difference].map(formatMoney),
  ];
}
