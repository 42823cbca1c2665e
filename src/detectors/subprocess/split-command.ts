/**
 * Splits a command line into words, as a shell would, and does nothing else that a shell does: no variables, no
 * wildcards, no pipes, no redirections. The words go to the program as they are, so that nothing can be injected.
 *
 * - White space separates words.
 * - In single quotes everything stands for itself.
 * - In double quotes everything stands for itself but `\"` and `\\`.
 * - Elsewhere a backslash makes the next character stand for itself.
 *
 * @example
 * splitCommand(`python3 "my score.py" --limit 5`); // ['python3', 'my score.py', '--limit', '5']
 * @throws Error when a quote is not closed, or nothing follows a backslash.
 */
export function splitCommand(text: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (/\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (character === "'" || character === '"') {
      const { content, end } = quoted(text, at);
      word = (word ?? '') + content;
      at = end;
    } else if (character === '\\') {
      if (++at === text.length) throw new Error('nothing follows the last backslash');
      word = (word ?? '') + text[at];
    } else {
      word = (word ?? '') + character;
    }
  }
  if (word !== undefined) words.push(word);
  return words;
}

/** What stands between the quote at `start` and the one that closes it, at `end`. */
function quoted(text: string, start: number): { readonly content: string; readonly end: number } {
  const quote = text[start]!;
  let content = '';
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at]!;
    if (character === quote) return { content, end: at };
    const next = text[at + 1];
    if (quote === '"' && character === '\\' && (next === '"' || next === '\\')) content += text[++at];
    else content += character;
  }
  throw new Error(`the quote ${quote} is not closed`);
}
