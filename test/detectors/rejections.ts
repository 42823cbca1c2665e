import { assert, expect } from 'chai';
import { DetectorError, type DetectorErrorCode } from '../../src/detectors/errors.ts';

/** Awaits a rejection with a DetectorError and checks its code and words. */
export async function expectRejection(
  promise: Promise<unknown>,
  code: DetectorErrorCode,
  words: string,
): Promise<void> {
  const error = await promise.then(
    (value) => assert.fail(`resolved with ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  expect(error).to.be.instanceOf(DetectorError);
  const { code: actual, message } = error as DetectorError;
  expect(message).to.include(words);
  expect(actual, message).to.equal(code);
}
