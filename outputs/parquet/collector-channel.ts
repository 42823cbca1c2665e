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
  /** `except`: tables that are written elsewhere; `emptyMonth`: where empty partitioned tables get their file. */
  | { readonly finish: 'close'; readonly emptyMonth: number; readonly except: readonly string[] }
  | { readonly finish: 'abort' };

/** Words of the control memory. */
export const DONE_BLOCKS = 0;
export const FAILED = 1;
export const CONTROL_WORDS = 2;
export const ERROR_BYTES = 4_096;
/** Blocks that may wait for the collector before the simulation does. */
export const BLOCKS_IN_FLIGHT = 64;
