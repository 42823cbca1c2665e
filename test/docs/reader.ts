import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The project as it stands. */
export const project = fileURLToPath(new URL('../..', import.meta.url));
const tsx = fileURLToPath(import.meta.resolve('tsx'));

/** What a clone of the project has. */
const copied = [
  ...['src', 'agents', 'behaviors', 'outputs', 'scripts', 'test', 'docs'],
  ...['package.json', 'tsconfig.json', 'biome.json', '.mocharc.json', '.gitignore'],
];

export interface Outcome {
  readonly exitCode: number | null;
  readonly output: string;
  readonly messages: string;
}

/**
 * Somebody who reads the documentation and types what it says, in a directory of his own. Commands run as they stand,
 * but for the following:
 *
 * - `npm ci` and `npm test` are what brought us here, and are left out;
 * - `npx fraudworld` and `fraudworld` run the sources;
 * - presets of realistic size are generated with 1,500 customers and 60 days, or by a hasty reader with 200 customers,
 *   5 days and no fraud.
 */
export class Reader {
  readonly directory: string;
  readonly #root: string;
  readonly #commands: string;
  readonly #size: string;

  /** `inCopy`: his directory is a copy of the project, and its command is the one that he types. */
  constructor({ inCopy = false, isHasty = false } = {}) {
    this.#size = isHasty
      ? '--customers 200 --days 5 --without-fraud -o data/card-realistic'
      : '--customers 1500 --days 60';
    this.directory = mkdtempSync(join(tmpdir(), 'fraudworld reader '));
    this.#root = inCopy ? this.directory : project;
    if (inCopy) for (const part of copied) cpSync(join(project, part), join(this.directory, part), { recursive: true });
    symlinkSync(join(project, 'node_modules'), join(this.directory, 'node_modules'));
    this.#commands = join(this.directory, '.commands');
    const main = join(this.#root, 'src/cli/main.ts');
    this.#install('fraudworld', `exec '${process.execPath}' --import '${tsx}' '${main}' "$@"`);
    this.#install('npx', `[ "$1" = fraudworld ] || { echo "npx $1 is not known here" >&2; exit 9; }; exec "$@"`);
  }

  #install(name: string, script: string): void {
    mkdirSync(this.#commands, { recursive: true });
    writeFileSync(join(this.#commands, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }

  /** Types commands into a shell; one that fails ends it. */
  type(commands: string): Promise<Outcome> {
    return this.#run('bash', ['-euo', 'pipefail', '-c', shorten(commands, this.#size)]);
  }

  /** Runs a program that imports `fraudworld`. */
  execute(program: string): Promise<Outcome> {
    const file = join(this.directory, 'program.mts');
    const url = (source: string) => pathToFileURL(join(this.#root, source)).href;
    const sources = program
      .replaceAll(`'fraudworld'`, `'${url('src/index.ts')}'`)
      .replaceAll(`'fraudworld/define'`, `'${url('src/define.ts')}'`);
    writeFileSync(file, sources);
    return this.#run(process.execPath, ['--import', tsx, file]);
  }

  /** Puts a text where the documentation says. */
  save(file: string, text: string): void {
    const path = join(this.directory, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  async #run(command: string, args: readonly string[]): Promise<Outcome> {
    const { PATH, HOME } = process.env;
    const child = spawn(command, args, {
      cwd: this.directory,
      env: { PATH: `${this.#commands}:${PATH}`, HOME },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [output, messages] = [child.stdout, child.stderr].map((stream) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      return () => Buffer.concat(chunks).toString();
    });
    const [exitCode] = (await once(child, 'close')) as [number | null];
    return { exitCode, output: output!(), messages: messages!() };
  }

  leave(): void {
    rmSync(this.directory, { recursive: true });
  }
}

function shorten(commands: string, size: string): string {
  return commands
    .replaceAll(/npm ci && (npm test$)?/gm, (_, isTest?: string) => (isTest ? 'true' : ''))
    .replaceAll(
      /^((?:npx )?fraudworld generate(?: card-realistic| aml-realistic| scenario\.yaml)?)(?= --force|$)/gm,
      `$1 ${size}`,
    );
}
