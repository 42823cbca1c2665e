import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { openDataset } from '../../src/analysis/duckdb.ts';
import type { Row } from '../../src/analysis/plain-value.ts';
import { runChecks } from '../../src/checks/run-checks.ts';
import { type DuelOptions, type DuelResult, duel } from '../../src/stress/duel.ts';
import { expectRejection } from '../detectors/rejections.ts';
import { smallScenario } from '../determinism/recorded-run.ts';

/** Reads `{ path: digest }` of everything that a duel wrote. */
function digestsOf({ directory }: DuelResult): Record<string, string> {
  const { files } = JSON.parse(readFileSync(join(directory, 'manifest.json'), 'utf8')) as {
    files: { path: string; sha256: string }[];
  };
  return Object.fromEntries(files.map(({ path, sha256 }) => [path, sha256]));
}

async function ask({ directory }: DuelResult, sql: string): Promise<readonly Row[]> {
  const dataset = await openDataset(directory);
  try {
    return await dataset.rows(sql);
  } finally {
    dataset.close();
  }
}

async function failedChecks({ directory }: DuelResult): Promise<string[]> {
  const { results } = await runChecks(directory);
  return results
    .filter(({ passed }) => !passed)
    .map(({ name, problem, examples }) => `${name} ${problem} ${JSON.stringify(examples)}`);
}

describe('a duel', function () {
  this.timeout(300_000);
  const scenario = smallScenario({ days: 20 });
  let root: string;
  let runs = 0;
  before(() => {
    root = mkdtempSync(join(tmpdir(), 'fraudworld-duel-'));
  });
  after(() => rmSync(root, { recursive: true }));

  const fight = (detector: string, options: Partial<DuelOptions> = {}): Promise<DuelResult> =>
    duel({ scenario, detector, directory: join(root, `run-${++runs}`), from: root, ...options });

  function module(text: string): string {
    const name = `./module-${++runs}.mjs`;
    writeFileSync(join(root, name), text);
    return name;
  }

  describe('of the baselines', () => {
    const results: Record<string, DuelResult> = {};
    before(async () => {
      for (const name of ['approve-all', 'rules', 'decline-all', 'oracle']) results[name] = await fight(name);
    });
    const number = (name: string, column: string): number => Number(results[name]!.scorecard.summary[column]);

    it('costs least with the oracle, and more with nobody or everybody refused than with rules', () => {
      expect(number('oracle', 'cost')).to.be.below(number('rules', 'cost'));
      expect(number('rules', 'cost')).to.be.below(number('approve-all', 'cost'));
      expect(number('rules', 'cost')).to.be.below(number('decline-all', 'cost'));
    });

    it('loses most to fraud where everything is approved, and nothing where the truth is known', () => {
      const lost = Object.keys(results).sort((a, b) => number(b, 'lost') - number(a, 'lost'));
      expect(lost[0]).to.equal('approve-all');
      expect(number('approve-all', 'lost')).to.be.above(1_000);
      expect(number('oracle', 'lost')).to.equal(0);
      expect(number('decline-all', 'lost')).to.equal(0);
    });

    it('drives customers away who are refused, and nobody else', () => {
      expect(number('decline-all', 'customers_lost')).to.be.above(10);
      expect(number('approve-all', 'honest_refused') + number('oracle', 'honest_refused')).to.equal(0);
      expect(number('approve-all', 'customers_lost') + number('oracle', 'customers_lost')).to.equal(0);
      expect(number('rules', 'honest_refused_share')).to.be.within(0.0001, 0.05);
    });

    it('meets the same campaigns, whatever the detector does', async () => {
      const campaigns = await Promise.all(
        Object.values(results).map((result) => ask(result, 'SELECT campaign_id, started, parameters FROM campaigns')),
      );
      expect(campaigns[0]!.length).to.be.above(5);
      for (const others of campaigns.slice(1)) expect(others).to.deep.equal(campaigns[0]);
    });

    it('makes crime pay less, the better the detector', async () => {
      const proceeds = async (name: string): Promise<number> =>
        Number((await ask(results[name]!, 'SELECT sum(proceeds) AS sum FROM stress_criminals'))[0]!.sum);
      expect(await proceeds('oracle')).to.be.below(await proceeds('rules'));
      expect(await proceeds('rules')).to.be.below(await proceeds('approve-all'));
    });

    it('shows on the scorecard what its views say', async () => {
      const { scorecard, directory } = results.rules!;
      expect(JSON.parse(readFileSync(join(directory, 'stress/scorecard.json'), 'utf8'))).to.deep.equal(
        JSON.parse(JSON.stringify(scorecard)),
      );
      expect(await ask(results.rules!, 'FROM stress_typologies')).to.deep.equal(scorecard.typologies);
      const [again] = await ask(
        results.rules!,
        `SELECT sum(loss) FILTER (status = 'approved') AS lost FROM transactions
        JOIN decisions USING (transaction_id) WHERE decisions.is_fraud`,
      );
      expect(again!.lost).to.be.closeTo(Number(scorecard.summary.lost), 0.001);
      for (const file of ['scorecard.md', 'scorecard.html']) {
        const text = readFileSync(join(directory, 'stress', file), 'utf8');
        expect(text).to.include('account_takeover').and.include('net cost EUR');
        expect(text).to.not.match(/<(script|link|img)\b|https?:/);
      }
      for (const { metric, low, high } of scorecard.intervals) {
        expect(Number(scorecard.summary[String(metric)]), String(metric)).to.be.within(Number(low), Number(high));
      }
    });

    it('passes every check of a dataset', async () => {
      for (const name of ['rules', 'decline-all']) expect(await failedChecks(results[name]!), name).to.deep.equal([]);
    });

    it('writes the same bytes again', async () => {
      const again = await fight('rules');
      expect(digestsOf(again)).to.deep.equal(digestsOf(results.rules!));
      expect(Object.keys(digestsOf(again))).to.include.members(['stress/decisions.parquet', 'stress/scorecard.json']);
    });
  });

  it('carries out every action, and the ledger still balances', async () => {
    const detector = module(`
      const actions = ['step_up', 'review', 'hold', 'freeze'];
      let asked = 0;
      export default ({ transaction_id, amount }) => {
        asked++;
        if (asked % 5 !== 0) return { action: 'approve', score: 0 };
        return { action: actions[(asked / 5) % 4], score: amount / (1 + amount), reasons: ['turn ' + asked] };
      };`);
    const result = await fight(detector, { alertsPerDay: 40 });
    const outcomes = await ask(result, 'SELECT action, outcome, count(*) AS count FROM decisions GROUP BY ALL');
    const found = new Set(outcomes.map(({ action, outcome }) => `${action}: ${outcome}`));
    expect([...found]).to.include.members([
      'approve: approved',
      'step_up: step_up_passed',
      'step_up: step_up_failed',
      'review: approved',
      'hold: held_released',
      'freeze: declined',
    ]);
    const [asked] = await ask(
      result,
      `SELECT count_if(outcome = 'step_up_passed') / count(*) AS passed FROM decisions
      WHERE action = 'step_up' AND NOT is_fraud`,
    );
    expect(Number(asked!.passed)).to.be.within(0.85, 0.99);
    const [released] = await ask(
      result,
      `SELECT count(*) AS held, count(t.transaction_id) AS made FROM decisions d
      JOIN transactions o USING (transaction_id)
      LEFT JOIN transactions t ON t.parent_transaction_id = d.transaction_id AND t.amount = d.amount
      WHERE d.outcome = 'held_released' AND o.card_id IS NULL`,
    );
    expect(released!.held).to.be.above(5);
    expect(released!.made).to.equal(released!.held);
    const [alerts] = await ask(
      result,
      `SELECT max(per_day) AS most FROM (SELECT count(*) AS per_day FROM cases
      WHERE reason LIKE 'detector%' GROUP BY date_trunc('day', closed))`,
    );
    expect(Number(alerts!.most)).to.be.within(20, 41);
    const [freezes] = await ask(result, `SELECT count(*) AS count FROM events WHERE event_type = 'account_freeze'`);
    expect(Number(freezes!.count)).to.be.above(10);
    expect(await failedChecks(result)).to.deep.equal([]);
  });

  it('only lets the detector watch during the first days', async () => {
    const detector = module(`
      let observed = 0;
      export default { score: () => ({ action: 'approve', score: observed }), observe() { observed++; } };`);
    const result = await fight(detector, { historyDays: 8 });
    const [first] = await ask(
      result,
      `SELECT date_diff('hour', (SELECT min(event_time) FROM transactions), min(event_time)) AS hours,
      arg_min(score, event_time) AS observed FROM decisions`,
    );
    expect(Number(first!.hours)).to.be.within(8 * 24 - 1, 8 * 24 + 6);
    expect(Number(first!.observed)).to.be.above(500);
  });

  it('asks only about customers of the banks that it works for', async () => {
    const result = await fight('approve-all', { homeBanks: ['COOP'] });
    const [row] = await ask(
      result,
      `SELECT count(*) AS asked, count_if(origin_bank <> 'COOP' AND destination_bank <> 'COOP') AS strangers
      FROM decisions JOIN transactions USING (transaction_id)`,
    );
    expect(row!.asked).to.be.above(100);
    expect(row!.strangers).to.equal(0);
  });

  it('stops when the detector fails, and leaves nothing behind', async () => {
    const detector = module(`
      let asked = 0;
      export default () => { if (++asked > 100) throw new Error('out of memory'); return { action: 'approve' }; };`);
    const directory = join(root, 'failed');
    await expectRejection(fight(detector, { directory }), 'failed', 'out of memory');
    expect(existsSync(directory)).to.equal(false);
    const goesOn = await fight(detector, { fallback: 'approve' });
    expect(Number(goesOn.scorecard.summary.fallbacks)).to.be.above(1_000);
  });
});
