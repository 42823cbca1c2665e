import { binNumbers } from '../binned-column.ts';
import { bootstrap, unweighted } from '../bootstrap.ts';
import { rankByRate } from '../encoded.ts';
import { defineGate } from '../gate.ts';
import { rocAuc } from '../ranking.ts';

export default defineGate({
  name: 'ledger',
  doc: 'Every balance is the one before it plus or minus the amount, of fraud and of honest rows alike.',
  peers: [{ peer: 'AMLGentex', figure: 'balances do not chain on 10 - 17 % of rows' }],
  async measure(subject) {
    if (!subject.hasLedger) return [];
    const read = await subject.database.numbers(residuals);
    const residual = read.get('residual') as Float64Array;
    const broken = residual.reduce((count, each) => count + (each === 0 ? 0 : 1), 0);
    const fraudulent = subject.fraudRows.reduce((count, row) => count + (residual[row] === 0 ? 0 : 1), 0);
    const ranking = rankByRate(subject, binNumbers('residual', residual, Float64Array.of(-0.005, 0.005)));
    const auc = (weights: Float64Array) => rocAuc(ranking, weights);
    return [
      {
        what: 'rows whose balances do not follow from the rows before',
        value: broken,
        interval: null,
        band: { atMost: 0 },
        evidence: `${fraudulent} of them fraud`,
      },
      {
        what: 'ROC AUC of the residual alone',
        value: auc(unweighted(subject.fraudRows.length)),
        interval: bootstrap(subject, auc),
        band: { atLeast: 0.48, atMost: 0.52 },
        evidence: broken === 0 ? 'the residual is 0 on every row' : 'the sign of the residual',
      },
    ];
  },
});

/** By row, the sum of what both balances differ from their accounts' last ones, in cents. */
const residuals = `
WITH legs AS (
  SELECT transaction_id, origin_account AS account_id, round(origin_balance_after * 100) AS balance,
    CASE WHEN status = 'approved' AND payment_type <> 'card_authorisation' THEN -round(amount * 100) ELSE 0 END AS movement
  FROM transactions WHERE origin_balance_after IS NOT NULL
  UNION ALL
  SELECT transaction_id, destination_account, round(destination_balance_after * 100),
    CASE WHEN status = 'approved' AND payment_type <> 'card_authorisation'
      THEN round(coalesce(destination_amount, amount) * 100) ELSE 0 END
  FROM transactions WHERE destination_balance_after IS NOT NULL
),
chained AS (
  SELECT *, lag(balance) OVER (PARTITION BY account_id ORDER BY transaction_id) AS previous FROM legs
),
differences AS (
  SELECT transaction_id, balance - movement - coalesce(previous, round(opening_balance * 100)) AS residual
  FROM chained LEFT JOIN accounts USING (account_id)
)
SELECT coalesce(any_value(d.residual) FILTER (d.residual <> 0), 0) AS residual
FROM transactions t LEFT JOIN differences d ON d.transaction_id = t.transaction_id AND d.residual <> 0
GROUP BY t.transaction_id ORDER BY t.transaction_id`;
