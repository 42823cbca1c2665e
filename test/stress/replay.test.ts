import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { openDataset } from '../../src/analysis/duckdb.ts';
import type { Row } from '../../src/analysis/plain-value.ts';
import type { DetectorEvent } from '../../src/detectors/detector.ts';
import { generate } from '../../src/generate.ts';
import { loadScenario } from '../../src/load-scenario.ts';
import { transactions } from '../../src/schema/transactions.ts';
import { type ReplayOptions, type ReplayResult, replay } from '../../src/stress/replay/replay.ts';
import { childProcesses } from '../detectors/processes.ts';
import { expectRejection } from '../detectors/rejections.ts';
import { addressOfDeadService, answerWell, startScoringService } from '../detectors/scoring-service.ts';
import { decisionsIn } from './decisions-in.ts';

describe('a replay', function () {
  this.timeout(120_000);
  let directory: string;
  let dataset: string;
  let runs = 0;
  before(async () => {
    directory = mkdtempSync(join(tmpdir(), 'fraudworld-replay-'));
    dataset = join(directory, 'dataset');
    const scenario = await loadScenario('tiny', { days: 20, world: { customers: 600 } });
    await generate({ scenario, directory: dataset });
  });
  after(() => rmSync(directory, { recursive: true }));

  const run = (detector: string, options: Partial<ReplayOptions> = {}): Promise<ReplayResult> =>
    replay({ dataset, detector, from: directory, directory: join(directory, `run-${++runs}`), ...options });
  const decisionsOfLast = (select: string): Promise<Row> => decisionsIn(join(directory, `run-${runs}`), select);

  /** A module that leaves what it heard in a file when it is closed. */
  function recorder(name: string): { readonly spec: string; heard(): [string, number, number, unknown][] } {
    const heard = join(directory, `${name}.json`);
    const text = `
      import { writeFileSync } from 'node:fs';
      const heard = [];
      export default {
        score: (event) => { heard.push(['score', event.transaction_id, event.event_time, event]); return { action: 'approve' }; },
        observe: (event, outcome) => { heard.push(['observe', event.transaction_id, event.event_time, outcome]); },
        learn: (label) => { heard.push(['learn', label.transaction_id, label.label_time, label]); },
        close: () => writeFileSync(${JSON.stringify(heard)}, JSON.stringify(heard)),
      };`;
    writeFileSync(join(directory, `${name}.mjs`), text);
    return { spec: `./${name}.mjs`, heard: () => JSON.parse(readFileSync(heard, 'utf8')) };
  }

  async function ask(sql: string): Promise<readonly Row[]> {
    const opened = await openDataset(dataset);
    try {
      return await opened.rows(sql);
    } finally {
      opened.close();
    }
  }

  it('puts every payment as its row has it, in order, and nothing that was known later', async () => {
    const { spec, heard } = recorder('all');
    const { counts } = await run(spec);
    const events = heard().flatMap(([what, , , event]) => (what === 'score' ? [event as DetectorEvent] : []));
    expect(events.length).to.equal(counts.due).and.be.above(3_000);
    const requestColumns = Object.entries(transactions.columns).filter(([, { knownAt }]) => knownAt === 'request');
    const names = requestColumns.map(([name]) => name);
    for (const event of events) expect(Object.keys(event)).to.deep.equal(names);
    const ids = events.map(({ transaction_id }) => transaction_id);
    expect(ids).to.deep.equal([...ids].sort((left, right) => left - right));
    const rows = await ask(`SELECT ${names.join(', ')} FROM transactions ORDER BY transaction_id`);
    const byId = new Map(rows.map((row) => [row.transaction_id, row]));
    for (const event of events) {
      const row = byId.get(event.transaction_id)!;
      expect({ ...event, event_time: new Date(event.event_time).toISOString() }).to.deep.equal(row);
    }
  });

  it('tells outcomes after their payment and labels when they are due, and asks nothing in the warm-up', async () => {
    const { spec, heard } = recorder('told');
    const { told, warmup, counts } = await run(spec, { warmupDays: 5 });
    const all = heard();
    const [{ start }] = (await ask('SELECT min(event_time) AS start FROM transactions')) as [{ start: string }];
    const times = all.map(([, , time]) => time);
    expect(times).to.deep.equal([...times].sort((left, right) => left - right));
    const firstAsked = all.find(([what]) => what === 'score')!;
    expect(firstAsked[2] - Date.parse(start)).to.be.within(4.9 * 86_400_000, 5.2 * 86_400_000);
    expect(warmup.payments).to.be.above(500);
    expect(told.outcomes).to.equal(all.filter(([what]) => what === 'observe').length);
    expect(told.outcomes).to.be.above(counts.due + warmup.payments / 2);
    const [{ labels }] = (await ask('SELECT count(*) AS labels FROM labels')) as [{ labels: number }];
    expect(told.labels).to.equal(all.filter(([what]) => what === 'learn').length);
    expect(told.labels)
      .to.be.within(labels * 0.5, labels)
      .and.be.above(0);
    for (const [index, [what, id]] of all.entries()) {
      if (what === 'score') expect(all[index + 1]!.slice(0, 2)).to.deep.equal(['observe', id]);
    }
  });

  it('logs the decisions of the oracle, which knows all fraud', async () => {
    const { counts, scorecard } = await run('oracle', { asking: { timeoutMs: 60_000 } });
    const row = await decisionsOfLast(`
      count(*) AS rows, bool_and((action = 'decline') = is_fraud) AS right_one, count_if(is_fraud) AS fraud,
      bool_and((typology IS NOT NULL AND campaign_id > 0) OR NOT is_fraud) AS attributed, bool_or(is_fallback) AS fallback,
      bool_and(customer_id >= 0 AND amount > 0 AND latency_ms >= 0) AS whole`);
    expect(row).to.include({ rows: counts.due, right_one: true, attributed: true, fallback: false, whole: true });
    expect(row.fraud).to.be.above(5);
    expect(counts).to.include({ answered: counts.due, late: 0, errors: 0, dropped: 0 });
    const written = JSON.parse(readFileSync(join(directory, `run-${runs}`, 'stress', 'scorecard.json'), 'utf8'));
    expect(written).to.deep.equal(JSON.parse(JSON.stringify(scorecard)));
    const manifest = JSON.parse(readFileSync(join(directory, `run-${runs}`, 'manifest.json'), 'utf8'));
    expect(manifest.files.map(({ path }: { path: string }) => path)).to.include.members([
      'stress/decisions.parquet',
      'latency.json',
      'stress/scorecard.json',
    ]);
  });

  it('takes what rules find that look back, as alerts on payments that have settled', async () => {
    writeFileSync(
      join(directory, 'late.sql'),
      `SELECT transaction_id, 'decline' AS action, 0.9 AS score, 'large' AS reason FROM payments, clock
       WHERE amount > 500 AND event_time >= now - INTERVAL 1 HOUR`,
    );
    await run('./late.sql', { payments: 1_000 });
    const row = await decisionsOfLast(`
      count_if(action = 'review') AS alerts, count_if(action = 'review' AND amount <= 500) AS wrong,
      count_if(action = 'decline') AS declined, count_if(amount > 500) AS large`);
    expect(row).to.include({ wrong: 0, declined: 0 });
    expect(row.alerts)
      .to.be.above(0)
      .and.at.most(row.large as number);
  });

  it('keeps its rate while the service stalls, and lays the wait at its door', async () => {
    // Every 1.5 seconds, it answers nothing for 400 ms.
    const waiting: (() => void)[] = [];
    let isStalled = false;
    const service = await startScoringService((request, response, socket) => {
      const answer = () => answerWell(request, response, socket);
      if (isStalled) waiting.push(answer);
      else answer();
    });
    const timer = setInterval(() => {
      isStalled = true;
      setTimeout(() => {
        isStalled = false;
        for (const answer of waiting.splice(0)) answer();
      }, 400);
    }, 1_500);
    try {
      const { counts, response, rate, seconds } = await run(service.url, {
        pace: { rate: 200 },
        payments: 1_000,
        // On a busy machine far more may wait than the 80 payments of a stall.
        asking: { inFlight: 1_000 },
      });
      // A closed loop would have asked a single question during a stall, and seen one slow answer in three hundred.
      expect(response.p99).to.be.above(300);
      expect(response.max).to.be.above(380);
      expect(counts.late).to.be.above(100);
      expect(counts.answered + counts.late).to.equal(1_000);
      expect(rate).to.be.closeTo(200, 2);
      expect(seconds).to.be.closeTo(5, 0.1);
      const row = await decisionsOfLast(`
        count_if(is_fallback) AS late, count_if(reasons = 'fallback: timeout') AS timeouts,
        count_if(is_fallback AND action <> 'approve') AS others, count_if(is_fallback AND latency_ms <= 100) AS wrong`);
      expect(row).to.deep.equal({ late: counts.late, timeouts: counts.late, others: 0, wrong: 0 });
    } finally {
      clearInterval(timer);
      await service.close();
    }
  });

  it('follows the times of the log when it is sped up', async () => {
    const service = await startScoringService();
    try {
      // A day in two seconds.
      const { seconds } = await run(service.url, { pace: { speed: 43_200 }, payments: 300 });
      const row = await decisionsOfLast('(epoch_ms(max(event_time)) - epoch_ms(min(event_time))) / 43200e3 AS seconds');
      expect(seconds).to.be.closeTo(row.seconds as number, 0.1);
    } finally {
      await service.close();
    }
  });

  it('drops what it may not ask, and decides by its fallback', async () => {
    const service = await startScoringService((request, response, socket) =>
      setTimeout(() => answerWell(request, response, socket), 250),
    );
    try {
      const asking = { inFlight: 4, fallback: 'decline', timeoutMs: 10_000 } as const;
      const { counts, fallbackShare } = await run(service.url, { pace: { rate: 100 }, payments: 200, asking });
      expect(counts.dropped).to.be.above(100);
      expect(counts.answered).to.equal(200 - counts.dropped);
      expect(fallbackShare).to.be.closeTo(counts.dropped / 200, 1e-9);
      const row = await decisionsOfLast(`
        count_if(reasons = 'fallback: dropped') AS dropped, count_if(is_fallback AND outcome = 'declined') AS declined,
        count(latency_ms) AS measured`);
      expect(row).to.deep.equal({ dropped: counts.dropped, declined: counts.dropped, measured: counts.answered });
    } finally {
      await service.close();
    }
  });

  it('counts what goes wrong with a service by its kind', async () => {
    let count = 0;
    const service = await startScoringService((request, response, socket) => {
      count++;
      if (count % 5 === 1) answerWell(request, response, socket);
      else if (count % 5 === 2) socket.resetAndDestroy();
      else if (count % 5 === 3) response.writeHead(500).end();
      else if (count % 5 === 4) response.end('{"action":"perhaps"}');
    });
    try {
      // One question at a time, so that the service knows which is which.
      const asking = { inFlight: 1, giveUpMs: 200, timeoutMs: 10_000 };
      const { counts } = await run(service.url, { payments: 50, asking });
      expect(counts).to.deep.equal({ due: 50, answered: 10, late: 0, unanswered: 10, errors: 30, dropped: 0 });
      expect(count).to.equal(50);
    } finally {
      await service.close();
    }
  });

  it('goes on with the fallback when a program ends in the middle, and leaves no process behind', async () => {
    writeFileSync(
      join(directory, 'ends.py'),
      'import sys\nfor n, line in zip(range(100), sys.stdin):\n    print(\'{"action":"review","score":0.5}\', flush=True)\n',
    );
    const { counts } = await run('python3 ends.py', { payments: 1_000, asking: { timeoutMs: 10_000 } });
    expect(counts).to.deep.equal({ due: 1_000, answered: 100, late: 0, unanswered: 0, errors: 900, dropped: 0 });
    const row = await decisionsOfLast(`count_if(action = 'review' AND score = 0.5) AS reviews, count(*) AS rows`);
    expect(row).to.deep.equal({ reviews: 100, rows: 1_000 });
    expect(childProcesses()).to.deep.equal([]);
  });

  it('keeps a program in step with its pipe, with outcomes and labels in it', async () => {
    writeFileSync(
      join(directory, 'feedback.py'),
      [
        'import json, sys',
        'told = 0',
        'for line in sys.stdin:',
        '    message = json.loads(line)',
        '    if "observed" in message or "learned" in message: told += 1',
        '    else: print(json.dumps({"action": "approve", "score": message["amount"], "reasons": [str(told)]}), flush=True)',
      ].join('\n'),
    );
    const { counts, told } = await run('python3 feedback.py', {
      asking: { timeoutMs: 60_000, giveUpMs: 60_000 },
      remote: { feedback: true },
    });
    expect(counts.answered).to.equal(counts.due);
    const row = await decisionsOfLast('bool_and(score = amount) AS in_step, max(reasons::INTEGER) AS told');
    expect(row.in_step).to.equal(true);
    expect(row.told).to.be.within((told.outcomes + told.labels) * 0.99, told.outcomes + told.labels);
  });

  const useless: readonly [string, () => Promise<string>, string][] = [
    ['is not there', addressOfDeadService, 'has never given a decision: cannot be asked'],
    [
      'never says anything',
      async () => 'python3 -c "import time; time.sleep(600)"',
      'never given a decision within the 300 ms',
    ],
    ['ends at once', async () => 'python3 -c "exit(4)"', 'has never given a decision: exited with 4'],
  ];
  for (const [name, spec, words] of useless) {
    it(`ends with an error and leaves nothing behind when the detector ${name}`, async () => {
      const before = readdirSync(directory);
      const pace = { rate: 500 };
      await expectRejection(run(await spec(), { pace, asking: { giveUpMs: 300 } }), 'unusable', words);
      expect(readdirSync(directory)).to.deep.equal(before);
      expect(childProcesses()).to.deep.equal([]);
    });
  }

  it('leaves nothing behind when it is interrupted, also while it waits', async () => {
    const before = readdirSync(directory);
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error('enough')), 1_500);
    const error = await run('approve-all', { pace: { rate: 0.01 }, signal: controller.signal }).catch(
      (reason) => reason,
    );
    expect(error).to.be.instanceOf(Error);
    expect(controller.signal.aborted).to.equal(true);
    expect(readdirSync(directory)).to.deep.equal(before);
    expect(existsSync(join(directory, `run-${runs}`))).to.equal(false);
  });
});
