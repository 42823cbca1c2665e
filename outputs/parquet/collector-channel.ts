import type { Table } from '../../src/schema/column.ts';
import type { Vocabularies } from '../../src/schema/vocabularies.ts';
import type { ParquetSettings } from './copy-statement.ts';

/** What the collector thread is started with. */
export interface CollectorTask {
  /** Every table that it writes. */
  readonly tables: readonly Table[];
  readonly vocabularies: Vocabularies;
  readonly settings: ParquetSettings;
  readonly directory: string;
  readonly rowsPerFile: number;
  readonly control: SharedArrayBuffer;
  readonly error: SharedArrayBuffer;
}

/** A block of rows on its way to the collector, or the end. */
export type CollectorMessage =
  | {
      readonly table: string;
      readonly rows: number;
      readonly capacity: number;
      readonly memory: ArrayBuffer;
      readonly texts: Readonly<Record<string, readonly (string | null)[]>>;
    }
  /** Nothing follows of this table: its file can be written and its rows forgotten. */
  | { readonly finish: 'table'; readonly table: string }
  /** `except`: tables that are written elsewhere; `emptyMonth`: where empty partitioned tables get their file. */
  | { readonly finish: 'close'; readonly emptyMonth: number; readonly except: readonly string[] }
  | { readonly finish: 'abort' };

/** Words of the control memory. */
export const DONE_MESSAGES = 0;
export const FAILED = 1;
export const CONTROL_WORDS = 2;
export const ERROR_BYTES = 4_096;
/** Messages that may wait for the collector before the simulation does; a block of 4,096 rows comes to a megabyte. */
export const MESSAGES_IN_FLIGHT = 8;
