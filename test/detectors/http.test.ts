import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { HttpDetector } from '../../src/detectors/http/http-detector.ts';
import type { RemoteOptions } from '../../src/detectors/remote-options.ts';
import { transactions } from '../../src/schema/transactions.ts';
import { exampleEvent, exampleEvents } from './example-event.ts';
import { expectRejection } from './rejections.ts';
import { type Answer, addressOfDeadService, answerWell, decide, startScoringService } from './scoring-service.ts';

/** Runs `work` against a service of its own, and makes sure that no connection is left behind. */
async function withService(
  answer: Answer,
  work: (detector: HttpDetector, service: Awaited<ReturnType<typeof startScoringService>>) => Promise<void>,
  options: Partial<RemoteOptions> = {},
): Promise<void> {
  const service = await startScoringService(answer);
  const detector = new HttpDetector(service.url, options);
  try {
    await work(detector, service);
    await detector.close();
    await sleep(50);
    expect(service.connections().open, 'connections left open').to.equal(0);
  } finally {
    await detector.close().catch(() => undefined);
    await service.close();
  }
}

const replyWith =
  (text: string, status = 200): Answer =>
  (_request, response) => {
    response.statusCode = status;
    response.end(text);
  };

describe('a detector behind HTTP', () => {
  it('is sent the request columns of a payment, and nothing else', () =>
    withService(answerWell, async (detector, { requests }) => {
      await detector.score(exampleEvent(7));
      const [request] = requests;
      const requestColumns = Object.entries(transactions.columns)
        .filter(([, { knownAt }]) => knownAt === 'request')
        .map(([name]) => name);
      expect(Object.keys(request!.body as object)).to.deep.equal(requestColumns);
      expect(request!.body).to.deep.equal(exampleEvent(7));
      expect(request).to.include({ method: 'POST', path: '/score' });
      expect(request!.headers).to.include({ 'content-type': 'application/json', 'idempotency-key': '7' });
    }));

  it('gives each payment its own decision, over connections that are kept', () =>
    withService(
      // Those asked first are answered last.
      ({ body }, response) => {
        const { transaction_id } = body as { readonly transaction_id: number };
        setTimeout(() => response.end(JSON.stringify(decide(body))), (200 - transaction_id) / 10);
      },
      async (detector, { connections }) => {
        const decisions = await Promise.all(exampleEvents(200).map((event) => detector.score(event)));
        expect(decisions).to.deep.equal(exampleEvents(200).map(decide));
        expect(connections().made).to.be.at.most(8);
      },
      { inFlight: 8 },
    ));

  it('is asked about several payments in one request where that is wanted', () =>
    withService(
      answerWell,
      async (detector, { requests }) => {
        const decisions = await Promise.all(exampleEvents(200).map((event) => detector.score(event)));
        expect(decisions).to.deep.equal(exampleEvents(200).map(decide));
        expect(requests.map(({ body }) => (body as unknown[]).length)).to.deep.equal([64, 64, 64, 8]);
      },
      { batchSize: 64, inFlight: 1 },
    ));

  it('fails every payment of a batch that is answered with fewer decisions', () =>
    withService(
      replyWith('[{"action":"approve"}]'),
      async (detector) => {
        const asked = exampleEvents(2).map((event) => detector.score(event));
        for (const each of asked) await expectRejection(each, 'invalid_answer', 'no array of 2 decisions');
      },
      { batchSize: 2 },
    ));

  it('fails when nobody listens', async () => {
    const detector = new HttpDetector(await addressOfDeadService());
    await expectRejection(detector.score(exampleEvent(1)), 'failed', 'ECONNREFUSED');
    await detector.close();
  });

  it('fails when the connection is reset, and goes on with another', () => {
    let asked = 0;
    return withService(
      (request, response, socket) => {
        if (++asked % 2 === 1) socket.resetAndDestroy();
        else answerWell(request, response, socket);
      },
      async (detector) => {
        await expectRejection(detector.score(exampleEvent(1)), 'failed', 'cannot be asked');
        expect(await detector.score(exampleEvent(2))).to.include({ action: 'approve' });
      },
    );
  });

  it('asks again after a failure only when told to, under the same key', () => {
    let asked = 0;
    return withService(
      (request, response, socket) => {
        if (++asked < 3) replyWith('', 503)(request, response, socket);
        else answerWell(request, response, socket);
      },
      async (detector, { requests }) => {
        expect(await detector.score(exampleEvent(5))).to.include({ action: 'approve' });
        expect(requests.map(({ headers }) => headers['idempotency-key'])).to.deep.equal(['5', '5', '5']);
      },
      { retries: 2 },
    );
  });

  const wrongAnswers: readonly [string, Answer, 'failed' | 'invalid_answer', string][] = [
    ['HTTP 500', replyWith('{"action":"approve"}', 500), 'failed', 'HTTP status 500'],
    ['a redirection', replyWith('', 302), 'failed', 'HTTP status 302'],
    ['text', replyWith('approve'), 'invalid_answer', '"approve", which is not JSON'],
    ['nothing', replyWith(''), 'invalid_answer', 'not JSON'],
    ['a list', replyWith('[]'), 'invalid_answer', 'the action undefined'],
    ['an unknown action', replyWith('{"action":"block"}'), 'invalid_answer', 'the action "block"'],
    ['the score NaN', replyWith('{"action":"approve","score":NaN}'), 'invalid_answer', 'not JSON'],
    ['a score in words', replyWith('{"action":"approve","score":"high"}'), 'invalid_answer', 'the score "high"'],
    ['more than fits', replyWith(`{"action":"approve","x":"${'x'.repeat(200_000)}"}`), 'failed', 'cannot be asked'],
    [
      'half of what it announced',
      (_request, response, socket) => {
        response.writeHead(200, { 'content-length': 100 }).write('{"action":');
        setTimeout(() => socket.destroy(), 10);
      },
      'failed',
      'cannot be asked',
    ],
  ];
  for (const [name, answer, code, words] of wrongAnswers) {
    it(`fails when it answers ${name}`, () =>
      withService(answer, (detector) => expectRejection(detector.score(exampleEvent(1)), code, words)));
  }

  it('is given up when it says nothing, or only a beginning', () =>
    withService(
      ({ body }, response) => {
        if ((body as { readonly transaction_id: number }).transaction_id === 2) response.write('{');
      },
      async (detector) => {
        const asked = exampleEvents(2).map((event) => detector.score(event));
        for (const each of asked) await expectRejection(each, 'timeout', 'did not answer in 80 ms');
      },
      { giveUpMs: 80 },
    ));

  describe('that wants feedback', () => {
    const outcome = {
      status: 'approved',
      decline_reason: null,
      origin_balance_after: 5,
      destination_balance_after: null,
    } as const;
    const subject = { transaction_id: 1, account_id: null, customer_id: null };
    const label = { ...subject, label: 'fraud', label_time: 5, label_source: 'chargeback' };

    it('hears of outcomes and labels before the next question', () =>
      withService(
        answerWell,
        async (detector, { requests }) => {
          for (const event of exampleEvents(3)) {
            await detector.score(event);
            detector.observe(event, outcome);
          }
          detector.learn(label);
          await detector.score(exampleEvent(4));
          const observed = (n: number) => ({ observed: { event: exampleEvent(n), outcome } });
          expect(requests.map(({ path, body }) => [path, body])).to.deep.equal([
            ['/score', exampleEvent(1)],
            ['/feedback', [observed(1)]],
            ['/score', exampleEvent(2)],
            ['/feedback', [observed(2)]],
            ['/score', exampleEvent(3)],
            ['/feedback', [observed(3), { learned: label }]],
            ['/score', exampleEvent(4)],
          ]);
        },
        { feedback: true },
      ));

    it('hears of all of them, when many questions are under way, and holds up none', () =>
      withService(
        (request, response, socket) => {
          const answer = () => answerWell(request, response, socket);
          if (request.path === '/feedback') setTimeout(answer, 20);
          else answer();
        },
        async (detector, { requests }) => {
          const asked = exampleEvents(500).map((event) => {
            const decision = detector.score(event);
            detector.observe(event, outcome);
            return decision;
          });
          expect(await Promise.all(asked)).to.deep.equal(exampleEvents(500).map(decide));
          await detector.score(exampleEvent(501));
          const told = requests.flatMap(({ path, body }) => (path === '/feedback' ? (body as unknown[]) : []));
          const ids = told.map(
            (message) => (message as { observed: { event: { transaction_id: number } } }).observed.event.transaction_id,
          );
          expect(ids).to.deep.equal(exampleEvents(500).map(({ transaction_id }) => transaction_id));
        },
        { feedback: true },
      ));

    it('is of no use when it does not take it', () =>
      withService(
        (request, response, socket) => {
          if (request.path === '/feedback') replyWith('', 404)(request, response, socket);
          else answerWell(request, response, socket);
        },
        async (detector) => {
          await detector.score(exampleEvent(1));
          detector.observe(exampleEvent(1), outcome);
          const next = detector.score(exampleEvent(2));
          await expectRejection(next, 'unusable', 'feedback to /feedback with HTTP status 404; leave out --feedback');
        },
        { feedback: true },
      ));

    it('is not told anything unless it wants to', () =>
      withService(answerWell, async (detector, { requests }) => {
        detector.observe(exampleEvent(1), outcome);
        detector.learn(label);
        await detector.score(exampleEvent(2));
        expect(requests.map(({ path }) => path)).to.deep.equal(['/score']);
      }));
  });
});
