import { execFileSync } from 'node:child_process';

/** Processes that this one has started and that still run, by their command lines. */
export function childProcesses(): string[] {
  const lines = execFileSync('ps', ['-o', 'ppid=,stat=,args=', '-e'], { encoding: 'utf8' }).split('\n');
  return lines.flatMap((line) => {
    const [, parent, state, command] = /^\s*(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    const isChild = Number(parent) === process.pid && !state!.startsWith('Z');
    return isChild && !command!.startsWith('ps ') && !command!.includes('esbuild') ? [command!] : [];
  });
}
