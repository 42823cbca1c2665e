import type { Markup } from './markup.ts';

/** A part of the report, by its own heading. */
export interface Section {
  /** Where a link of the contents leads. */
  readonly id: string;
  /** Its name in the contents. */
  readonly name: string;
  /** What one sees, in a sentence. */
  readonly title: string;
  readonly body: Markup;
}
