import { readFileSync } from 'node:fs';

/** A fenced block of a Markdown file: ` ```ts file=behaviors/scams/x.ts `. */
export interface Block {
  /** `README.md:12`, for titles and messages. */
  readonly place: string;
  readonly language: string;
  /** Where a reader is told to put the text, if he is. */
  readonly file: string | undefined;
  readonly text: string;
  /** First and last line of the text, from 1; the last lies before the first where there is none. */
  readonly lines: readonly [first: number, last: number];
}

/** The fenced blocks of a Markdown file, in order. */
export function blocksOf(path: string, name: string): Block[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  const blocks: Block[] = [];
  for (let index = 0; index < lines.length; index++) {
    const opening = /^```(\w+)(?: file=(\S+))?$/.exec(lines[index]!);
    if (opening === null) continue;
    const end = lines.indexOf('```', index + 1);
    if (end < 0) throw new Error(`${name}:${index + 1}: the block does not end`);
    const text = lines
      .slice(index + 1, end)
      .map((line) => `${line}\n`)
      .join('');
    const place = `${name}:${index + 1}`;
    blocks.push({ place, language: opening[1]!, file: opening[2], text, lines: [index + 2, end] });
    index = end;
  }
  return blocks;
}

/** The runnable example of a doc comment, without its stars. */
export function exampleOf(path: string): string {
  const comment = /\/\*\*([\s\S]*?)\*\//.exec(readFileSync(path, 'utf8'))?.[1] ?? '';
  const [, example] = comment.split('@example');
  if (example === undefined) throw new Error(`${path}: its first comment has no example`);
  return example.replaceAll(/^ \* ?/gm, '');
}
