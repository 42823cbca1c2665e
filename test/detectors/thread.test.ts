import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { RemoteOptions } from '../../src/detectors/remote-options.ts';
import { ThreadedDetector, type WaitOptions } from '../../src/detectors/thread/threaded-detector.ts';
import { exampleEvent, exampleEvents } from './example-event.ts';
import { childProcesses } from './processes.ts';
import { expectRejection } from './rejections.ts';
import { decide } from './scoring-service.ts';

const outcome = {
  status: 'approved',
  decline_reason: null,
  origin_balance_after: 5,
  destination_balance_after: null,
} as const;

describe('a detector that is waited for', function () {
  this.timeout(30_000);
  let directory: string;
  let files = 0;
  before(() => {
    directory = mkdtempSync(join(tmpdir(), 'fraudworld-thread-'));
  });
  after(() => rmSync(directory, { recursive: true }));

  function file(text: string, extension = 'mjs'): string {
    const name = `file-${++files}.${extension}`;
    writeFileSync(join(directory, name), text);
    return `./${name}`;
  }

  async function withDetector(
    spec: string,
    work: (detector: ThreadedDetector) => unknown,
    options: Partial<WaitOptions & RemoteOptions> = {},
  ): Promise<void> {
    const detector = await ThreadedDetector.open(spec, directory, options);
    try {
      await work(detector);
    } finally {
      await detector.close();
    }
    expect(childProcesses(), 'processes left behind').to.deep.equal([]);
  }

  /** The codes of the errors thrown for each event, or its decision's action. */
  const outcomesOf = (detector: ThreadedDetector, count: number): string[] =>
    exampleEvents(count).map((event) => {
      try {
        return detector.score(event).action;
      } catch (error) {
        return (error as { code: string }).code;
      }
    });

  it('answers at once what a promise gives later', () =>
    withDetector(
      file(`export default async ({ amount }) => {
        await new Promise((go) => setTimeout(go, 1));
        return { action: amount >= 1 ? 'decline' : 'approve', score: Math.min(1, amount / 2) };
      }`),
      (detector) => {
        expect(exampleEvents(200).map((event) => detector.score(event))).to.deep.equal(exampleEvents(200).map(decide));
        expect(detector.counts).to.deep.equal({
          asked: 200,
          answered: 200,
          timeouts: 0,
          late: 0,
          errors: 0,
          spared: 0,
        });
        expect(detector.lastLatencyMs).to.be.within(0.9, 100);
      },
    ));

  it('hears of outcomes and labels before the next question', () =>
    withDetector(
      file(`
        const heard = [];
        export default {
          score: async ({ transaction_id }) => ({ action: 'approve', reasons: heard.splice(0) }),
          observe: ({ transaction_id }, { status }) => heard.push(transaction_id + ' ' + status),
          learn: ({ label }) => heard.push(label),
        };`),
      (detector) => {
        for (const event of exampleEvents(100)) detector.observe(event, outcome);
        const subject = { transaction_id: 1, account_id: null, customer_id: null };
        detector.learn({ ...subject, label: 'fraud', label_time: 5, label_source: 'chargeback' });
        const { reasons } = detector.score(exampleEvent(101));
        expect(reasons).to.deep.equal([
          ...exampleEvents(100).map((event) => `${event.transaction_id} approved`),
          'fraud',
        ]);
      },
    ));

  it('is cut off at its deadline, and its late answer goes to no other payment', () =>
    withDetector(
      file(`export default async ({ transaction_id }) => {
        if (transaction_id === 2) await new Promise((go) => setTimeout(go, 300));
        return { action: transaction_id === 2 ? 'decline' : 'approve' };
      }`),
      async (detector) => {
        expect(outcomesOf(detector, 4)).to.deep.equal(['approve', 'timeout', 'approve', 'approve']);
        await new Promise((go) => setTimeout(go, 400));
        expect(detector.score(exampleEvent(5)).action).to.equal('approve');
        expect(detector.counts).to.include({ asked: 5, answered: 4, timeouts: 1, late: 1 });
      },
      { timeoutMs: 100 },
    ));

  it('has more time for its first answer', () =>
    withDetector(
      'python3 -c "import sys, time; time.sleep(0.5)\nfor line in sys.stdin: print(\'{\\"action\\":\\"review\\"}\', flush=True)"',
      (detector) => expect(outcomesOf(detector, 3)).to.deep.equal(['review', 'review', 'review']),
      { timeoutMs: 200 },
    ));

  it('counts as one that never answers when its first answer does not come', () =>
    withDetector(
      'python3 -c "import time; time.sleep(100)"',
      (detector) =>
        expect(() => detector.score(exampleEvent(1))).to.throw(
          'has never given a decision within the 200 ms that the first answer may take: did not answer in time',
        ),
      { timeoutMs: 50, firstAnswerMs: 200 },
    ));

  it('counts as one that never answers when nobody listens', () =>
    withDetector('http://127.0.0.1:9/score', (detector) => {
      const outcomes = outcomesOf(detector, 20);
      expect(outcomes).to.deep.equal([...Array(19).fill('failed'), 'unusable']);
    }));

  it('counts as one that never answers when all it says is nonsense', () =>
    withDetector(file(`export default async () => ({ action: 'maybe' });`), (detector) => {
      expect(outcomesOf(detector, 20)).to.deep.equal([...Array(19).fill('invalid_answer'), 'unusable']);
      expect(() => detector.score(exampleEvent(21))).to.throw('the action "maybe", which is none of approve');
    }));

  it('is spared questions once it is dead, so that a run still ends', () =>
    withDetector(
      'python3 -c "import sys, time\nprint(\'{\\"action\\":\\"approve\\"}\') if sys.stdin.readline() else 0\nsys.stdout.flush()\ntime.sleep(100)"',
      (detector) => {
        const outcomes = outcomesOf(detector, 20_000);
        expect(outcomes.slice(0, 2)).to.deep.equal(['approve', 'timeout']);
        expect(detector.counts).to.include({ asked: 20_000, answered: 1, late: 0, errors: 0 });
        expect(detector.counts.timeouts).to.be.within(50, 60);
        expect(detector.counts.spared).to.equal(20_000 - 1 - detector.counts.timeouts);
      },
      { timeoutMs: 10 },
    ));

  it('survives a detector that ends its thread, or breaks outside of a question', async () => {
    const dies = `({ transaction_id }) => {
      if (transaction_id === 3) process.exit(5);
      return { action: 'approve' };
    }`;
    await withDetector(file(`export default async ${dies}`), (detector) => {
      expect(outcomesOf(detector, 5)).to.deep.equal(['approve', 'approve', 'failed', 'failed', 'failed']);
    });
    const breaks = `({ transaction_id }) => {
      if (transaction_id === 3) return new Promise(() => setTimeout(() => { throw new Error('in a timer'); }, 1));
      return { action: 'approve' };
    }`;
    await withDetector(file(`export default async ${breaks}`), (detector) => {
      expect(outcomesOf(detector, 3)).to.deep.equal(['approve', 'approve', 'failed']);
      expect(() => detector.score(exampleEvent(4))).to.throw('in a timer');
    });
  });

  it('survives a detector that never gives the thread back, and ends it', () =>
    withDetector(
      file(`export default async ({ transaction_id }) => {
        while (transaction_id === 2);
        return { action: 'approve' };
      }`),
      (detector) => {
        for (let n = 0; n < 10_000; n++) detector.observe(exampleEvent(n), outcome);
        expect(outcomesOf(detector, 4)).to.deep.equal(['approve', 'timeout', 'timeout', 'timeout']);
      },
      { timeoutMs: 20 },
    ));

  it('is refused at once when there is no such thing', async () => {
    const open = (spec: string) => ThreadedDetector.open(spec, directory);
    await expectRejection(open('./nowhere.mjs'), 'unusable', 'there is no such file');
    await expectRejection(open('no-such-program at all'), 'unusable', 'there is no program');
    await expectRejection(open(file('process.exit(3);')), 'unusable', 'ended its thread before it was open');
  });
});
