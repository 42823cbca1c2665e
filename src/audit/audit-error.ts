/** Data that cannot be audited: no label, no rows, one class only. The message has place, problem and remedy. */
export class AuditError extends Error {
  override readonly name = 'AuditError';

  constructor(place: string, problem: string, remedy: string) {
    super(`${place}: ${problem}; ${remedy}`);
  }
}
