import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Detector, DetectorEvent } from '../../src/detectors/detector.ts';
import { openDetector } from '../../src/detectors/open-detector.ts';
import { exampleEvent } from './example-event.ts';
import { expectRejection } from './rejections.ts';

const HOUR = 3_600_000;
const NOON = Date.UTC(2026, 0, 5, 12);
const approved = {
  status: 'approved',
  decline_reason: null,
  origin_balance_after: 10.5,
  destination_balance_after: null,
} as const;

/** The `n`th payment, so many hours after noon. */
const paymentAt = (n: number, hours: number): DetectorEvent => ({
  ...exampleEvent(n),
  event_time: NOON + hours * HOUR,
});

describe('rules in SQL', function () {
  this.timeout(60_000);
  let directory: string;
  let files = 0;
  const opened: Detector[] = [];
  before(() => {
    directory = mkdtempSync(join(tmpdir(), 'fraudworld-sql-'));
  });
  after(async () => {
    for (const detector of opened) await detector.close?.();
    rmSync(directory, { recursive: true });
  });

  async function open(sql: string): Promise<Detector> {
    const name = `rules-${++files}.sql`;
    writeFileSync(join(directory, name), `${sql};\n`);
    const { detector } = await openDetector(name, {
      directory,
      truth: { isFraud: () => expect.fail('asked for the truth') },
    });
    opened.push(detector);
    return detector;
  }

  it('see what happened before the full hour, and nothing later', async () => {
    const rules = await open(`
      SELECT transaction_id, 'review' AS action, count(*) OVER () AS score,
        strftime(event_time, '%H:%M') || ' ' || status || ' ' || origin_balance_after AS reason
      FROM payments, clock WHERE event_time >= now - INTERVAL 1 HOUR ORDER BY transaction_id`);
    for (const [n, hours] of [
      [1, 0],
      [2, 0.5],
      [3, 0.999],
      [4, 1],
      [5, 1.5],
    ] as const) {
      const event = paymentAt(n, hours);
      expect(rules.score(event)).to.deep.equal({ action: 'approve', score: 0 });
      rules.observe!(event, approved);
    }
    expect(await rules.sweep!.decide(NOON + HOUR)).to.deep.equal([
      { transaction_id: 1, action: 'review', score: 3, reasons: ['12:00 approved 10.5'] },
      { transaction_id: 2, action: 'review', score: 3, reasons: ['12:30 approved 10.5'] },
      { transaction_id: 3, action: 'review', score: 3, reasons: ['12:59 approved 10.5'] },
    ]);
    expect(await rules.sweep!.decide(NOON + HOUR), 'the same hour once more').to.deep.equal([]);
    const later = await rules.sweep!.decide(NOON + 2 * HOUR);
    expect(later.map(({ transaction_id }) => transaction_id)).to.deep.equal([4, 5]);
  });

  it('have neither payments nor labels of the hour that begins, whoever looks for them', async () => {
    const rules = await open(`
      SELECT 1 AS transaction_id, 'review' AS action,
        (SELECT count(*) FROM payments, clock WHERE event_time >= now)
        + (SELECT count(*) FROM labels, clock WHERE label_time >= now) AS score,
        (SELECT count(*) FROM payments) || ' ' || (SELECT count(*) FROM labels) AS reason`);
    const seen: string[] = [];
    for (let n = 1; n <= 40; n++) {
      const event = paymentAt(n, n / 3);
      rules.score(event);
      rules.observe!(event, approved);
      const label = { transaction_id: n, account_id: 17, customer_id: null, label: 'fraud', label_source: 'alert' };
      rules.learn!({ ...label, label_time: event.event_time });
      const full = Math.floor(event.event_time / HOUR) * HOUR;
      for (const { score, reasons } of await rules.sweep!.decide(full)) {
        expect(score).to.equal(0);
        seen.push(reasons![0]!);
      }
    }
    // Before the hours 13, 14, 15, ... there were 2, 5, 8, ... payments.
    expect(seen.slice(0, 3)).to.deep.equal(['2 2', '5 5', '8 8']);
  });

  it('decide on the next payments of an account before they settle', async () => {
    const rules = await open(`
      SELECT DISTINCT destination_account AS account_id, 'decline' AS action, 0.9 AS score, 'seen before' AS reason
      FROM payments WHERE amount > 0.01`);
    rules.observe!(paymentAt(1, 0), approved);
    rules.observe!({ ...paymentAt(2, 0.2), destination_account: 5 }, approved);
    expect(rules.score({ ...paymentAt(3, 0.9), destination_account: 5 })).to.include({ action: 'approve' });
    expect(rules.score({ ...paymentAt(4, 1), destination_account: 5 })).to.deep.equal({
      action: 'decline',
      score: 0.9,
      reasons: ['seen before'],
    });
    expect(rules.score({ ...paymentAt(5, 1.1), origin_account: 5 })).to.include({ action: 'decline' });
    expect(rules.score(paymentAt(6, 1.2))).to.include({ action: 'approve' });
  });

  const unusable: Readonly<Record<string, [sql: string, words: string]>> = {
    'ask for the truth': [`SELECT transaction_id, 'review' AS action FROM payments WHERE is_fraud`, 'is_fraud'],
    'have a mistake in them': ['SELECT transaction_id FRM payments', 'syntax error'],
    'decide on nothing': [
      `SELECT 'review' AS action FROM payments`,
      'it needs action, and transaction_id or account_id',
    ],
    'have no action': ['SELECT transaction_id FROM payments', 'it needs action'],
    'read a file': [`SELECT 1 AS transaction_id, content AS action FROM read_text('/etc/hostname')`, 'disabled'],
  };
  for (const [what, [sql, words]] of Object.entries(unusable)) {
    it(`are refused when they ${what}`, () => expectRejection(open(sql), 'unusable', words));
  }

  it('stop the run when they answer what is no decision', async () => {
    const rules = await open(`SELECT transaction_id, 'explode' AS action FROM payments`);
    rules.observe!(paymentAt(1, 0), approved);
    expect(() => rules.score(paymentAt(2, 1))).to.throw('the action "explode", which is none of');
  });
});
