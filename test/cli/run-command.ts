import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import pc from 'picocolors';
import { run } from '../../src/cli/program.ts';
import type { Terminal } from '../../src/cli/terminal.ts';

export interface Outcome {
  readonly exitCode: number | null;
  readonly output: string;
  readonly messages: string;
}

/** A terminal that nobody watches, and what it has heard. */
export function quietTerminal(): { terminal: Terminal; heard(): Omit<Outcome, 'exitCode'> } {
  const [output, messages] = [new PassThrough(), new PassThrough()];
  const texts = [output, messages].map((stream) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    return () => Buffer.concat(chunks).toString();
  });
  const plain = pc.createColors(false);
  const terminal: Terminal = {
    output,
    messages,
    outputColors: plain,
    messageColors: plain,
    isWatched: false,
    outputWidth: Number.POSITIVE_INFINITY,
  };
  return { terminal, heard: () => ({ output: texts[0]!(), messages: texts[1]!() }) };
}

/** Runs the command in this process: everything but the process itself. */
export async function command(...args: string[]): Promise<Outcome> {
  const { terminal, heard } = quietTerminal();
  const exitCode = await run(args, terminal);
  await new Promise((resolve) => setImmediate(resolve));
  return { exitCode, ...heard() };
}

const mainFile = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const tsx = import.meta.resolve('tsx');

/** Starts the command as a process of its own. */
export function startCommand(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(process.execPath, ['--import', tsx, mainFile, ...args], {
    cwd,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs the command as a process of its own, to its end. */
export async function spawnCommand(args: readonly string[], cwd: string, env?: NodeJS.ProcessEnv): Promise<Outcome> {
  const child = startCommand(args, cwd, env);
  const [output, messages] = [child.stdout!, child.stderr!].map((stream) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    return chunks;
  });
  const [exitCode] = (await once(child, 'close')) as [number | null];
  return { exitCode, output: Buffer.concat(output!).toString(), messages: Buffer.concat(messages!).toString() };
}
