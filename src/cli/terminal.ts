import pc from 'picocolors';

type Colors = ReturnType<typeof pc.createColors>;

/** Where a command talks: results go to `output`, progress and complaints to `messages`. */
export interface Terminal {
  readonly output: NodeJS.WritableStream;
  readonly messages: NodeJS.WritableStream;
  /** Colours for each, which do nothing where they are not wanted. */
  readonly outputColors: Colors;
  readonly messageColors: Colors;
  /** Whether somebody watches the messages, so that a line may be drawn over. */
  readonly isWatched: boolean;
  /** Width of the output in characters; `Infinity` when it is no terminal. */
  readonly outputWidth: number;
}

/** The terminal of this process. Respects `NO_COLOR` and `FORCE_COLOR`. */
export function processTerminal(): Terminal {
  const { stdout, stderr } = process;
  return {
    output: stdout,
    messages: stderr,
    outputColors: pc.createColors(wantsColor(stdout)),
    messageColors: pc.createColors(wantsColor(stderr)),
    isWatched: stderr.isTTY === true && process.env.TERM !== 'dumb',
    outputWidth: stdout.isTTY ? stdout.columns : Number.POSITIVE_INFINITY,
  };
}

function wantsColor(stream: NodeJS.WriteStream): boolean {
  if (process.env.NO_COLOR) return false;
  if (process.env.FORCE_COLOR) return true;
  return stream.isTTY === true && process.env.TERM !== 'dumb';
}

/** Writes a line and waits while the other side is busy, so that a long result needs no memory. */
export async function writeLine(stream: NodeJS.WritableStream, line: string): Promise<void> {
  if (stream.write(`${line}\n`)) return;
  await new Promise((resolve) => stream.once('drain', resolve));
}
