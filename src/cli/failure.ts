import { DatasetError, QueryError } from '../analysis/dataset-error.ts';
import { AuditError } from '../audit/audit-error.ts';
import { WriteError } from '../dataset/errors.ts';
import { DetectorError } from '../detectors/errors.ts';
import { ScenarioError } from '../scenario/errors.ts';

/** 0 fine, 1 findings or a failure while working, 2 wrong input, 130 interrupted. */
export type ExitCode = 0 | 1 | 2 | 130;

/** Wrong input on the command line: place, value, remedy in one line. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The user stopped the command; the message says what is left of it. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
}

export interface Failure {
  readonly exitCode: ExitCode;
  /** What the user reads: one problem per line, no stack. */
  readonly message: string;
}

/** Turns whatever a command threw into a message and an exit code. */
export function describeFailure(error: unknown): Failure {
  if (error instanceof InterruptedError) return { exitCode: 130, message: error.message };
  if (error instanceof ScenarioError || error instanceof UsageError || error instanceof QueryError) {
    return { exitCode: 2, message: error.message };
  }
  if (error instanceof DetectorError) return { exitCode: isWrongDetector(error) ? 2 : 1, message: error.message };
  if (error instanceof AuditError) return { exitCode: 2, message: error.message };
  if (error instanceof WriteError) return { exitCode: isWrongPlace(error) ? 2 : 1, message: error.message };
  if (error instanceof DatasetError) return { exitCode: 1, message: error.message };
  if (error instanceof Error && isSystemError(error)) return { exitCode: 1, message: describeSystemError(error) };
  return { exitCode: 1, message: describeDefect(error) };
}

/** The user named a directory that must not be replaced, as opposed to one that could not be written. */
function isWrongPlace({ code }: WriteError): boolean {
  return code === 'directory_exists' || code === 'not_replaceable';
}

/** What the user named is no detector, as opposed to one that failed at its work. */
function isWrongDetector({ code }: DetectorError): boolean {
  return code === 'unknown' || code === 'unusable' || code === 'invalid_answer';
}

function isSystemError(error: Error): error is NodeJS.ErrnoException {
  return 'code' in error && 'syscall' in error;
}

function describeSystemError(error: NodeJS.ErrnoException): string {
  const place = error.path ?? error.syscall ?? '';
  switch (error.code) {
    case 'ENOSPC':
      return `${place}: no space left on the device; free some, or name another place with -o`;
    case 'EDQUOT':
      return `${place}: the disk quota is used up; free some, or name another place with -o`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `${place}: may not be written or read; check its permissions, or name another place`;
    case 'ENOTDIR':
      return `${place}: a part of this path is not a directory; name another place`;
    case 'ENAMETOOLONG':
      return 'the name of a file is too long; name a shorter one';
    default:
      return `${place}: ${error.message}`;
  }
}

function describeDefect(error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `this is a defect of fraudworld; please report it with the command that you ran\n${text}`;
}
