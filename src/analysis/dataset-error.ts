/**
 * A dataset that cannot be read: no manifest, a file missing, truncated or corrupted, a table of another version.
 *
 * The message names the place, what is wrong and what to do: `data/x/accounts.parquet: is truncated; generate the
 * dataset again`.
 */
export class DatasetError extends Error {
  /** The file or directory, as the user would type it. */
  readonly file: string;
  readonly problem: string;
  readonly remedy: string;

  constructor(file: string, problem: string, remedy = 'generate the dataset again', options?: ErrorOptions) {
    super(`${file}: ${problem}; ${remedy}`, options);
    this.name = 'DatasetError';
    this.file = file;
    this.problem = problem;
    this.remedy = remedy;
  }
}

/** SQL that the dataset cannot answer: a mistake in it, or a statement that would write. */
export class QueryError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'QueryError';
  }
}
