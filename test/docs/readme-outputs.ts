import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Block, blocksOf } from './fenced-blocks.ts';
import { project, Reader } from './reader.ts';

export const readme = join(project, 'README.md');

/** The text of the README with what its commands show now. */
export async function readmeWithOutputs(): Promise<string> {
  const lines = readFileSync(readme, 'utf8').split('\n');
  for (const { block, text } of (await showOutputs()).toReversed()) {
    const [first, last] = block.lines;
    lines.splice(first - 1, last - first + 1, ...text.trimEnd().split('\n'));
  }
  return lines.join('\n');
}

/** Types every command up to the last one whose output the README shows. */
async function showOutputs(): Promise<{ readonly block: Block; readonly text: string }[]> {
  const blocks = blocksOf(readme, 'README.md');
  const last = blocks.findLastIndex(({ language }) => language === 'text');
  const outputs: { readonly block: Block; readonly text: string }[] = [];
  const reader = new Reader();
  try {
    let shown = '';
    for (const block of blocks.slice(0, last + 1)) {
      if (block.language === 'text') outputs.push({ block, text: shown });
      if (block.language !== 'sh') continue;
      const { exitCode, output, messages } = await reader.type(block.text);
      if (exitCode !== 0) throw new Error(`${block.place}: ${output}${messages}`);
      shown = output;
    }
  } finally {
    reader.leave();
  }
  return outputs;
}
