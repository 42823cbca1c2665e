/** What went wrong while a dataset was written or replaced. */
export type DatasetErrorCode =
  | 'directory_exists'
  | 'not_replaceable'
  | 'no_space'
  | 'no_permission'
  | 'reader_gone'
  | 'write_failed'
  | 'invalid_manifest';

/** An operating error around a dataset; the message names the place and, where there is one, the remedy. */
export class DatasetError extends Error {
  override readonly name = 'DatasetError';
  readonly code: DatasetErrorCode;
  /** File or directory concerned. */
  readonly path: string;

  constructor(code: DatasetErrorCode, path: string, message: string, options?: ErrorOptions) {
    super(`${path}: ${message}`, options);
    this.code = code;
    this.path = path;
  }
}

/**
 * Turns an error of the operating system or of DuckDB into a typed one. Errors that are typed already pass through.
 */
export function toDatasetError(cause: unknown, path: string): DatasetError {
  if (cause instanceof DatasetError) return cause;
  const text = cause instanceof Error ? cause.message : String(cause);
  const errno = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  for (const { code, pattern, message } of OPERATING_ERRORS) {
    if (pattern.test(errno) || pattern.test(text)) return new DatasetError(code, path, message, { cause });
  }
  return new DatasetError('write_failed', path, text, { cause });
}

const OPERATING_ERRORS: readonly { code: DatasetErrorCode; pattern: RegExp; message: string }[] = [
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
  { code: 'reader_gone', pattern: /EPIPE|Broken pipe/i, message: 'the reader of the output has gone' },
];
