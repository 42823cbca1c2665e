import { writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Command } from 'commander';
import { presetNames, readPreset } from '../scenario/presets.ts';
import { UsageError } from './failure.ts';
import { quoteArgument } from './quote-argument.ts';
import { type Terminal, writeLine } from './terminal.ts';

const SCHEMA_FILE = 'scenario.schema.json';

interface InitOptions {
  readonly output: string;
  readonly force?: boolean;
}

/** `fraudworld init`: writes a scenario to edit, and the schema by which editors complete and check it. */
export function addInit(program: Command, terminal: Terminal): void {
  program
    .command('init')
    .summary('write a scenario file to edit')
    .description('Writes a scenario file to edit, and beside it the schema by which editors complete and check it.')
    .argument('[preset]', `one of ${presetNames().join(', ')}`, 'card-realistic')
    .option('-o, --output <file>', 'the file to write', 'scenario.yaml')
    .option('--force', 'replace a file that exists')
    .addHelpText('after', '\nExample:\n  $ fraudworld init card-realistic\n  $ fraudworld generate scenario.yaml')
    .action(async (preset: string, options: InitOptions) => {
      const { text } = readPreset(preset);
      const schemaPath = join(dirname(options.output), SCHEMA_FILE);
      if (basename(options.output) === SCHEMA_FILE) {
        throw new UsageError(`${options.output}: this is the name of the schema; name the scenario otherwise with -o`);
      }
      const { scenarioJsonSchema, schemaHint } = await import('../scenario/json-schema.ts');
      const { scenarioCatalogue } = await import('./catalogue.ts');
      await writeNew(options.output, `${schemaHint}\n${text}`, options.force === true);
      // The schema belongs to the version of fraudworld, not to the user: it is always the present one.
      await writeFile(schemaPath, scenarioJsonSchema(scenarioCatalogue));
      await writeLine(terminal.output, `${options.output} is a copy of preset ${preset}; ${schemaPath} checks it.`);
      const next = `fraudworld generate ${quoteArgument(options.output)}`;
      await writeLine(terminal.output, `Next: edit it, then ${terminal.outputColors.cyan(next)}`);
    });
}

async function writeNew(path: string, text: string, force: boolean): Promise<void> {
  await writeFile(path, text, { flag: force ? 'w' : 'wx' }).catch((error: NodeJS.ErrnoException) => {
    switch (error.code) {
      case 'EEXIST':
        throw new UsageError(`${path}: exists; --force replaces it, -o names another file`);
      case 'EISDIR':
        throw new UsageError(`${path}: is a directory; name a file with -o`);
      case 'ENOENT':
        throw new UsageError(`${path}: there is no such directory; make it first, or name another file with -o`);
      default:
        throw error;
    }
  });
}
