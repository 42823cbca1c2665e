import type { DatasetManifest } from './manifest.ts';
import { period } from './period.ts';
import { literal } from './sql.ts';

/** Shares of the rows that splits call train, validation and test. */
export const splitShares = { train: 0.6, validation: 0.2, test: 0.2 } as const;

/** SQL of the split of a time: the first 60 % of the period train, the next 20 % validate, the rest tests. */
export function splitByTime(column: string, manifest: DatasetManifest): string {
  const { start, end } = period(manifest);
  const boundary = (share: number) =>
    `TIMESTAMPTZ ${literal(new Date(Math.round(start + (end - start) * share)).toISOString())}`;
  return cases((share) => `${column} < ${boundary(share)}`);
}

/**
 * The view `splits`: for every transaction three ways of dividing the rows into train, validation and test.
 *
 * | column | who is never on two sides | it answers |
 * |---|---|---|
 * | `by_time` | nobody is kept apart; the future is | how good will the detector be next month? |
 * | `by_entity` | the customer who pays, or is paid where no customer pays | how good is it for customers it has never seen? |
 * | `by_campaign` | a campaign, with its cover and its recoveries | how good is it against criminals it has never seen? |
 *
 * By entity, a customer may still be the other side of somebody else's payment. By campaign, rows of no campaign are
 * divided by chance. Sides are drawn from ids alone, so that they are the same everywhere and in a longer run.
 */
export function splitsView(manifest: DatasetManifest): string {
  return `
CREATE VIEW splits AS
SELECT
  t.transaction_id,
  ${splitByTime('t.event_time', manifest)} AS by_time,
  ${splitByNumber('coalesce(o.customer_id, d.customer_id, -1 - t.origin_account)')} AS by_entity,
  ${splitByNumber('coalesce(s.campaign_id, t.transaction_id)')} AS by_campaign
FROM transactions t
JOIN accounts o ON o.account_id = t.origin_account
JOIN accounts d ON d.account_id = t.destination_account
LEFT JOIN scheme_transactions s ON s.transaction_id = t.transaction_id`;
}

/**
 * Multiples of the golden ratio, without their whole part, lie evenly between 0 and 1 and are no series that ids have:
 * of numbers in a row, nearly exactly the shares go to each side.
 */
function splitByNumber(number: string): string {
  const draw = `((${number})::BIGINT * 2654435769 % 4294967296 + 4294967296) % 4294967296 / 4294967296`;
  return cases((share) => `${draw} < ${share}`);
}

function cases(isBelow: (share: number) => string): string {
  return `CASE
    WHEN ${isBelow(splitShares.train)} THEN 'train'
    WHEN ${isBelow(splitShares.train + splitShares.validation)} THEN 'validation'
    ELSE 'test'
  END`;
}
