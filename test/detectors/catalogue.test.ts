import { readdirSync } from 'node:fs';
import { expect } from 'chai';
import type { DetectorAdapter } from '../../src/detectors/adapter.ts';
import { adapters } from '../../src/detectors/catalogue/index.ts';
import { checkDecision } from '../../src/detectors/check-decision.ts';
import { adapterFor, openDetector } from '../../src/detectors/open-detector.ts';
import { exampleEvent } from './example-event.ts';
import { expectRejection } from './rejections.ts';

const all: readonly DetectorAdapter[] = adapters;
const context = { directory: process.cwd(), truth: { isFraud: (id: number) => id % 2 === 0 } };

describe('the catalogue of detectors', () => {
  it('has every file of its folder', () => {
    const files = readdirSync(new URL('../../src/detectors/catalogue', import.meta.url));
    const names = files
      .filter((file) => file !== 'index.ts')
      .map((file) => file.replace('.ts', '').replaceAll('-', '_'));
    expect(all.map(({ name }) => name).sort()).to.deep.equal(names.sort());
  });

  for (const adapter of all) {
    it(`explains ${adapter.name} in a sentence, and knows its example from all others`, () => {
      expect(adapter.doc).to.match(/^[A-Z].*\.$/);
      expect(all.filter((each) => each.matches(adapter.example))).to.deep.equal([adapter]);
      expect(adapterFor(adapter.example)).to.equal(adapter);
    });
  }

  for (const name of ['approve-all', 'decline-all', 'rules', 'oracle']) {
    it(`has the baseline ${name}, which answers at once with a decision and a score`, async () => {
      const { adapter, detector } = await openDetector(name, context);
      expect(adapter.answers).to.equal('at_once');
      for (const transaction_id of [1, 2]) {
        const event = exampleEvent(transaction_id);
        const decision = checkDecision(detector.score(event), event, name);
        expect(decision.score).to.be.within(0, 1);
        detector.observe?.(event, {
          status: 'approved',
          decline_reason: null,
          origin_balance_after: null,
          destination_balance_after: null,
        });
      }
    });
  }

  it('gives the truth to the oracle alone', async () => {
    const { detector } = await openDetector('oracle', context);
    const answers = [1, 2, 3].map((transaction_id) => detector.score(exampleEvent(transaction_id)));
    expect(answers.map((answer) => (answer as { action: string }).action)).to.deep.equal([
      'approve',
      'decline',
      'approve',
    ]);
    const curious = { directory: process.cwd(), truth: { isFraud: () => expect.fail('asked for the truth') } };
    for (const name of ['approve-all', 'decline-all', 'rules']) {
      (await openDetector(name, curious)).detector.score(exampleEvent(1));
    }
  });

  it('says what there is when nobody knows a name', async () => {
    const words = 'crystal-ball: is no detector; name one like approve-all';
    await expectRejection(openDetector('crystal-ball', context), 'unknown', words);
  });
});
