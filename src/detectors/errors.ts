/**
 * - `unknown`: no adapter knows what was named;
 * - `unusable`: what was named cannot be opened, or is no detector;
 * - `failed`: it threw, died or could not be reached while it was asked;
 * - `invalid_answer`: it answered what is no decision;
 * - `timeout`: it did not answer in time.
 */
export type DetectorErrorCode = 'unknown' | 'unusable' | 'failed' | 'invalid_answer' | 'timeout';

/** A detector that cannot be used; the message names it, what is wrong and, where there is one, the remedy. */
export class DetectorError extends Error {
  override readonly name = 'DetectorError';
  readonly code: DetectorErrorCode;
  /** As it was named by the user. */
  readonly spec: string;

  constructor(code: DetectorErrorCode, spec: string, message: string, options?: ErrorOptions) {
    super(`${spec}: ${message}`, options);
    this.code = code;
    this.spec = spec;
  }
}
