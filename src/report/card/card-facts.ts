import type { WrittenFile } from '../../dataset/output.ts';
import type { ResolvedScenario } from '../../scenario/resolve.ts';

/** What the card and the metadata of a dataset are made of; nothing in it depends on when or where it was written. */
export interface CardFacts {
  readonly scenario: ResolvedScenario;
  readonly version: string;
  /** Rows of `transactions`, and those of them that are fraud. */
  readonly rows: number;
  readonly fraudRows: number;
  /** The typologies of the run, in the order of the mix. */
  readonly typologies: readonly CardTypology[];
  /** Files of tables. */
  readonly files: readonly WrittenFile[];
}

/** A typology as the card tells of it. */
export interface CardTypology {
  readonly name: string;
  readonly family: string;
  readonly doc: string;
  readonly campaigns: number;
  readonly rows: number;
  /** Parameters in all, and those whose values no source supports. */
  readonly parameters: number;
  readonly assumedParameters: number;
}

/** Files of one table in the first format of the dataset, which the card and the metadata speak of. */
export function filesOf(table: string, { files, scenario }: CardFacts): readonly WrittenFile[] {
  const own = files.filter((file) => file.table === table);
  const extension = scenario.outputs.formats[0] ?? 'parquet';
  const preferred = own.filter(({ path }) => path.endsWith(`.${extension}`));
  return preferred.length > 0 ? preferred : own;
}

/** Rows of a table. */
export function rowsOf(table: string, facts: CardFacts): number {
  return filesOf(table, facts).reduce((sum, { rows }) => sum + rows, 0);
}
