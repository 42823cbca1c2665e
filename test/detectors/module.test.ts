import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { ask } from '../../src/detectors/ask.ts';
import { DetectorError } from '../../src/detectors/errors.ts';
import { openDetector } from '../../src/detectors/open-detector.ts';
import { exampleEvent } from './example-event.ts';
import { expectRejection } from './rejections.ts';

describe('a module as a detector', () => {
  let directory: string;
  let files = 0;
  before(() => {
    directory = mkdtempSync(join(tmpdir(), 'fraudworld-module-'));
  });
  after(() => rmSync(directory, { recursive: true }));

  async function open(text: string, extension = 'mjs') {
    const name = `./detector-${++files}.${extension}`;
    writeFileSync(join(directory, name), text);
    const truth = { isFraud: () => expect.fail('asked for the truth') };
    return { name, ...(await openDetector(name, { directory, truth })) };
  }

  it('is a function', async () => {
    const { detector } = await open(
      `export default ({ amount }) => ({ action: amount > 100 ? 'decline' : 'approve' });`,
    );
    expect(detector.score(exampleEvent(10_100))).to.deep.equal({ action: 'decline' });
    expect(detector.score(exampleEvent(10_000))).to.deep.equal({ action: 'approve' });
  });

  it('is an object that remembers what it observed and learned', async () => {
    const { detector } = await open(`
      class Memory {
        seen = 0;
        known = 0;
        score() { return { action: 'approve', score: this.seen + 10 * this.known }; }
        observe() { this.seen++; }
        learn() { this.known++; }
      }
      export default new Memory();`);
    detector.observe?.(exampleEvent(1), {} as never);
    detector.learn?.({} as never);
    expect(detector.score(exampleEvent(1))).to.deep.equal({ action: 'approve', score: 11 });
  });

  it('may be TypeScript', async () => {
    const { detector } = await open(
      `export default (event: { amount: number }) => ({ action: 'approve' as const });`,
      'ts',
    );
    expect(detector.score(exampleEvent(1))).to.deep.equal({ action: 'approve' });
  });

  const unusable: Readonly<Record<string, [text: string, words: string]>> = {
    'has no default export': ['export const score = 1;', 'has no default export; export default'],
    'exports something else': ['export default 7;', 'its default export is no detector'],
    'exports nothing at all': ['export default null;', 'its default export is no detector'],
    'has a mistake in it': ['export default (', 'cannot be loaded: '],
    'throws while it is loaded': [`throw new Error('no model');`, 'cannot be loaded: no model'],
  };
  for (const [what, [text, words]] of Object.entries(unusable)) {
    it(`is refused when it ${what}`, () => expectRejection(open(text), 'unusable', words));
  }

  it('is refused when there is no such file', async () => {
    const context = { directory, truth: { isFraud: () => false } };
    await expectRejection(openDetector('./nowhere.js', context), 'unusable', './nowhere.js: there is no such file');
  });

  const rubbish: Readonly<Record<string, [answer: string, message: RegExp]>> = {
    throws: [`{ throw new Error('out of luck') }`, /failed on transaction 7: out of luck/],
    'answers nothing': ['{}', /answered undefined instead of an object/],
    'answers a word': [`'approve'`, /answered "approve" instead of an object/],
    'has a score that is no number': [
      `({ action: 'approve', score: NaN })`,
      /the score NaN, which is no finite number/,
    ],
    'has a score that is a text': [`({ action: 'approve', score: '0.5' })`, /the score "0\.5"/],
    'does what nobody knows': [`({ action: 'explode' })`, /the action "explode", which is none of approve/],
    'has no action': [`({ score: 1 })`, /the action undefined/],
    'gives reasons that are none': [`({ action: 'approve', reasons: 'because' })`, /the reasons "because"/],
    'answers later': [`Promise.resolve({ action: 'approve' })`, /promise/],
  };
  for (const [what, [answer, message]] of Object.entries(rubbish)) {
    it(`stops the run, or is passed over, when it ${what}`, async () => {
      const { detector, name } = await open(`export default () => ${answer};`);
      const event = exampleEvent(7);
      expect(() => ask(detector, event, name, 'stop')).to.throw(DetectorError, message);
      const { decision, isFallback } = ask(detector, event, name, 'decline');
      expect(isFallback).to.equal(true);
      expect(decision.action).to.equal('decline');
      expect(ask(detector, event, name, 'approve').decision.action).to.equal('approve');
    });
  }
});
