/** What went wrong while a dataset was written or replaced. */
export type WriteErrorCode =
  | 'directory_exists'
  | 'not_replaceable'
  | 'no_space'
  | 'no_permission'
  | 'reader_gone'
  | 'write_failed'
  | 'invalid_manifest';

/** An operating error around a dataset; the message names the place and, where there is one, the remedy. */
export class WriteError extends Error {
  override readonly name = 'WriteError';
  readonly code: WriteErrorCode;
  /** File or directory concerned. */
  readonly path: string;

  constructor(code: WriteErrorCode, path: string, message: string, options?: ErrorOptions) {
    super(`${path}: ${message}`, options);
    this.code = code;
    this.path = path;
  }
}

/**
 * Turns an error of the operating system or of DuckDB into a typed one. Errors that are typed already pass through.
 */
export function toWriteError(cause: unknown, path: string): WriteError {
  if (cause instanceof WriteError) return cause;
  const text = cause instanceof Error ? cause.message : String(cause);
  const errno = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  for (const { code, pattern, message } of OPERATING_ERRORS) {
    if (pattern.test(errno) || pattern.test(text)) return new WriteError(code, path, message, { cause });
  }
  return new WriteError('write_failed', path, text, { cause });
}

const OPERATING_ERRORS: readonly { code: WriteErrorCode; pattern: RegExp; message: string }[] = [
  {
    code: 'no_space',
    pattern: /ENOSPC|EDQUOT|No space left|Disk quota/i,
    message: 'no space left; free some or write to another disk',
  },
  {
    code: 'no_permission',
    pattern: /EACCES|EPERM|EROFS|Permission denied|Read-only file system|not permitted/i,
    message: 'no permission to write; choose another directory',
  },
  { code: 'write_failed', pattern: /ENOENT|ENOTDIR/, message: 'cannot be made there; choose another directory' },
  { code: 'reader_gone', pattern: /EPIPE|Broken pipe/i, message: 'the reader of the output has gone' },
];
