import { defineCheck } from '../../define.ts';

export default defineCheck({
  name: 'money_conserved',
  doc: 'In every currency, all accounts together hold at the end what they held at the start.',
  sql: ({ cents }) => `
    SELECT currency, sum(${cents('opening_balance')}) / 100 AS opening, sum(${cents('closing_balance')}) / 100 AS closing
    FROM accounts
    GROUP BY currency
    HAVING sum(${cents('opening_balance')}) <> sum(${cents('closing_balance')})`,
  breakIt: { tables: 'UPDATE accounts SET closing_balance = closing_balance + 100 WHERE account_id = 0' },
});
