import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { openDetector } from '../../src/detectors/open-detector.ts';
import type { RemoteOptions } from '../../src/detectors/remote-options.ts';
import { SubprocessDetector } from '../../src/detectors/subprocess/subprocess-detector.ts';
import { transactions } from '../../src/schema/transactions.ts';
import { exampleEvent, exampleEvents } from './example-event.ts';
import { childProcesses } from './processes.ts';
import { expectRejection } from './rejections.ts';
import { decide } from './scoring-service.ts';

const truth = {
  isFraud: (): boolean => {
    throw new Error('a detector asked for the truth');
  },
};

describe('a detector in a process of its own', function () {
  this.timeout(20_000);
  let directory: string;
  before(() => {
    directory = mkdtempSync(join(tmpdir(), 'fraudworld-command-'));
  });
  after(() => rmSync(directory, { recursive: true }));

  /** Runs `work` with the detector that `spec` starts, and makes sure that its process is gone afterwards. */
  async function withDetector(
    spec: string,
    work: (detector: SubprocessDetector) => Promise<unknown>,
    remote: Partial<RemoteOptions> = {},
  ): Promise<void> {
    const { detector, adapter } = await openDetector(spec, { directory, truth, remote });
    expect(adapter.name).to.equal('command');
    if (!(detector instanceof SubprocessDetector)) throw new Error('the detector is in no process of its own');
    try {
      await work(detector);
    } finally {
      await detector.close();
    }
    expect(childProcesses(), 'processes left behind').to.deep.equal([]);
  }

  let scripts = 0;
  /** The command line of a script of Node that runs `each` for every event, which it calls `event`. */
  function script(each: string): string {
    const file = `script ${++scripts}.mjs`;
    const text = `
      import { createInterface } from 'node:readline';
      const say = (answer) => console.log(JSON.stringify(answer));
      const decide = ({ amount }) => ({ action: amount >= 1 ? 'decline' : 'approve', score: Math.min(1, amount / 2) });
      for await (const line of createInterface({ input: process.stdin })) {
        const event = JSON.parse(line);
        ${each}
      }`;
    writeFileSync(join(directory, file), text);
    return `node "${file}"`;
  }

  it('is given the request columns of a payment on a line, and answers on a line', async () => {
    writeFileSync(
      join(directory, 'score.py'),
      [
        'import json, sys',
        'for line in sys.stdin:',
        '    event = json.loads(line)',
        '    print("judging", event["transaction_id"], file=sys.stderr) if event["transaction_id"] < 0 else None',
        '    print(json.dumps({"action": "review", "reasons": list(event)}), flush=True)',
      ].join('\n'),
    );
    await withDetector('python3 score.py', async (detector) => {
      const { action, reasons } = await detector.score(exampleEvent(1));
      const requestColumns = Object.entries(transactions.columns).filter(([, { knownAt }]) => knownAt === 'request');
      expect(action).to.equal('review');
      expect(reasons).to.deep.equal(requestColumns.map(([name]) => name));
    });
  });

  it('gives each payment its own decision, in order', () =>
    withDetector(script('say(decide(event));'), async (detector) => {
      const decisions = await Promise.all(exampleEvents(2_000).map((event) => detector.score(event)));
      expect(decisions).to.deep.equal(exampleEvents(2_000).map(decide));
    }));

  it('may answer in another order if it says to whom', () =>
    withDetector(
      script(`
        const answer = { transaction_id: event.transaction_id, ...decide(event) };
        setTimeout(() => say(answer), (200 - event.transaction_id) / 4);`),
      async (detector) => {
        const decisions = await Promise.all(exampleEvents(200).map((event) => detector.score(event)));
        expect(decisions.map(({ action, score }) => ({ action, score }))).to.deep.equal(exampleEvents(200).map(decide));
      },
    ));

  it('is told outcomes and labels in the same order where that is wanted', async () => {
    const spec = script(`
      globalThis.told ??= [];
      if ('observed' in event) told.push(event.observed.event.transaction_id, event.observed.outcome.status);
      else if ('learned' in event) told.push(event.learned.label);
      else say({ action: 'approve', reasons: told.splice(0).map(String) });`);
    const tell = async (detector: SubprocessDetector) => {
      const outcome = { status: 'approved', decline_reason: null } as const;
      const balances = { origin_balance_after: 1, destination_balance_after: null };
      detector.observe(exampleEvent(1), { ...outcome, ...balances });
      const subject = { transaction_id: 1, account_id: null, customer_id: null };
      detector.learn({ ...subject, label: 'fraud', label_time: 5, label_source: 'chargeback' });
      return (await detector.score(exampleEvent(2))).reasons;
    };
    await withDetector(spec, async (detector) => expect(await tell(detector)).to.deep.equal([]));
    await withDetector(
      spec,
      async (detector) => expect(await tell(detector)).to.deep.equal(['1', 'approved', 'fraud']),
      { feedback: true },
    );
  });

  it('may be the example in Python', () =>
    withDetector(
      `python3 "${fileURLToPath(new URL('../../docs/example-detector.py', import.meta.url))}"`,
      async (detector) => {
        expect(await detector.score(exampleEvent(1))).to.include({ action: 'approve', transaction_id: 1 });
        const transfer = { ...exampleEvent(2), payment_type: 'instant_transfer', amount: 2_500 };
        expect(await detector.score(transfer)).to.include({ action: 'step_up', transaction_id: 2 });
        const subject = { transaction_id: null, account_id: transfer.destination_account, customer_id: null };
        detector.learn({ ...subject, label: 'mule', label_time: 5, label_source: 'investigation' });
        expect(await detector.score(exampleEvent(3))).to.include({ action: 'review', transaction_id: 3 });
      },
      { feedback: true },
    ));

  it('is no shell', () =>
    withDetector(
      `node -e "process.stdin.once('data', () => console.log(JSON.stringify({action:'review',reasons:process.argv.slice(1)})))" $(touch pwned) ; touch pwned`,
      async (detector) => {
        const { reasons } = await detector.score(exampleEvent(1));
        expect(reasons).to.deep.equal(['$(touch', 'pwned)', ';', 'touch', 'pwned']);
        expect(existsSync(join(directory, 'pwned'))).to.equal(false);
      },
    ));

  it('is refused when there is no such program, it may not be run, or the quotes are wrong', async () => {
    const open = (spec: string) => openDetector(spec, { directory, truth });
    await expectRejection(open('no-such-program at all'), 'unusable', 'there is no program no-such-program');
    writeFileSync(join(directory, 'plain.txt'), '');
    await expectRejection(open('./plain.txt now'), 'unusable', './plain.txt cannot be started (EACCES)');
    await expectRejection(open('python3 "score.py'), 'unusable', 'the quote " is not closed');
  });

  it('fails what it was asked when it ends in the middle, and everything afterwards', () =>
    withDetector(script('if (event.transaction_id > 3) process.exit(3); say(decide(event));'), async (detector) => {
      const asked = exampleEvents(10).map((event) => detector.score(event));
      for (const each of asked.slice(0, 3)) expect(await each).to.include({ action: 'approve' });
      for (const each of asked.slice(3)) await expectRejection(each, 'failed', 'exited with 3');
      await expectRejection(detector.score(exampleEvent(11)), 'failed', 'exited with 3');
    }));

  it('fails when it is killed, or ends at once', async () => {
    await withDetector(script(`process.kill(process.pid, 'SIGKILL');`), (detector) =>
      expectRejection(detector.score(exampleEvent(1)), 'failed', 'was ended by SIGKILL'),
    );
    await withDetector('python3 -c "raise SystemExit(7)"', (detector) =>
      expectRejection(detector.score(exampleEvent(1)), 'failed', 'exited with 7'),
    );
  });

  it('is given up when it prints nothing, and ended when it does not end', () =>
    withDetector(
      `python3 -c "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"`,
      async (detector) => {
        const asked = exampleEvents(3).map((event) => detector.score(event));
        for (const each of asked) await expectRejection(each, 'timeout', 'did not answer in 100 ms');
      },
      { giveUpMs: 100 },
    ));

  it('stays in step when it is late: an answer that was given up goes to nobody else', () =>
    withDetector(
      script('if (event.transaction_id === 100) await new Promise((go) => setTimeout(go, 1_200)); say(decide(event));'),
      async (detector) => {
        await detector.score(exampleEvent(1));
        const late = detector.score(exampleEvent(100));
        await expectRejection(late, 'timeout', 'did not answer');
        // The decline of the first may not come to the second.
        expect(await detector.score(exampleEvent(2))).to.include({ action: 'approve' });
      },
      { giveUpMs: 1_000 },
    ));

  it('is not believed any more after a line that answers nothing, unless it says to whom it answers', async () => {
    const noise = `if (event.transaction_id === 2) console.log('loading the model...');`;
    await withDetector(script(`${noise} say(decide(event));`), async (detector) => {
      const asked = exampleEvents(4).map((event) => detector.score(event));
      expect(await asked[0]).to.include({ action: 'approve' });
      await expectRejection(asked[1]!, 'invalid_answer', '"loading the model...", which is not JSON');
      await expectRejection(asked[2]!, 'invalid_answer', 'put the transaction_id into each');
      await expectRejection(asked[3]!, 'invalid_answer', 'its order is in doubt');
    });
    const named = `${noise} say({ ...decide(event), transaction_id: event.transaction_id });`;
    await withDetector(script(named), async (detector) => {
      const asked = exampleEvents(200).map((event) => detector.score(event));
      for (const [index, each] of asked.entries()) {
        expect(await each).to.include({ action: index + 1 >= 100 ? 'decline' : 'approve' });
      }
    });
  });

  const wrongAnswers: readonly [string, string, 'failed' | 'invalid_answer', string][] = [
    ['an unknown action', `say({ action: 'block' });`, 'invalid_answer', 'the action "block"'],
    ['the score NaN', `console.log('{"action":"approve","score":NaN}');`, 'invalid_answer', 'not JSON'],
    ['a number', 'say(5);', 'invalid_answer', '5 instead of an object'],
    ['null', 'say(null);', 'invalid_answer', 'null instead of an object'],
    ['a line without end', `process.stdout.write('x'.repeat(3e6));`, 'failed', 'a line of more than 1048576'],
    ['bytes', 'process.stdout.write(Buffer.from([0xff, 0xfe, 0x0a]));', 'invalid_answer', 'not JSON'],
  ];
  for (const [name, each, code, words] of wrongAnswers) {
    it(`fails when it answers ${name}`, () =>
      withDetector(script(each), (detector) => expectRejection(detector.score(exampleEvent(1)), code, words)));
  }

  it('is no longer listened to when it floods its standard output', () =>
    withDetector(`python3 -c "while True: print('spam')"`, async (detector) => {
      let failed = 0;
      for (const event of exampleEvents(50)) await detector.score(event).catch(() => failed++);
      expect(failed).to.equal(50);
      await expectRejection(detector.score(exampleEvent(51)), 'failed', 'lines that answer nothing');
    }));
});
