import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import type { DecidedOutcome, Decision, Detector, DetectorEvent, LearnedLabel } from '../detector.ts';
import { DetectorError } from '../errors.ts';
import { defaultRemoteOptions, type RemoteOptions } from '../remote-options.ts';
import { AnswersInOrder } from './answers-in-order.ts';
import { Lines } from './lines.ts';

type Child = ChildProcessByStdio<Writable, Readable, null>;

/** Bytes of outcomes and labels that may wait for a process that does not read; further ones are left out. */
const LARGEST_BACKLOG = 16_777_216;
/** How long a process may take to end by itself once its input is closed, and then once it is told to, in ms. */
const GRACE_MS = 1_000;

/**
 * A detector in a process of its own: an event a line to its standard input, a decision a line from its standard output,
 * in the same order, both as JSON. Its standard error is passed on.
 *
 * `score` rejects with a DetectorError when the process has ended, answers with something that is no decision, prints
 * what nobody asked for, or gives no answer.
 */
export class SubprocessDetector implements Detector {
  readonly #spec: string;
  readonly #child: Child;
  readonly #answers: AnswersInOrder;
  readonly #wantsFeedback: boolean;
  readonly #closed: Promise<unknown>;
  readonly #killAtExit = () => this.#child.kill('SIGKILL');
  #end: DetectorError | undefined;

  private constructor(spec: string, child: Child, options: RemoteOptions) {
    this.#spec = spec;
    this.#child = child;
    this.#answers = new AnswersInOrder(spec, options);
    this.#closed = once(child, 'close');
    this.#closed.catch(() => undefined);
    this.#read();
    child.on('exit', (code, signal) => this.#ended(signal === null ? `exited with ${code}` : `was ended by ${signal}`));
    // Writing to a process that has ended fails; that it has ended is told by `exit`.
    child.stdin.on('error', () => undefined);
    process.once('exit', this.#killAtExit);
    this.#wantsFeedback = options.feedback;
  }

  /**
   * Starts the process.
   *
   * @param words the program and its arguments; no shell sees them
   * @throws DetectorError when there is no such program, or it may not be run.
   */
  static async start(
    spec: string,
    words: readonly string[],
    directory: string,
    options: Partial<RemoteOptions> = {},
  ): Promise<SubprocessDetector> {
    const [program, ...programArguments] = words;
    if (program === undefined) throw new DetectorError('unusable', spec, 'names no program');
    const child = spawn(program, programArguments, { cwd: directory, stdio: ['pipe', 'pipe', 'inherit'] });
    try {
      await once(child, 'spawn');
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const problem = code === 'ENOENT' ? `there is no program ${program}` : `${program} cannot be started (${code})`;
      throw new DetectorError('unusable', spec, problem, { cause: error });
    }
    return new SubprocessDetector(spec, child, { ...defaultRemoteOptions, ...options });
  }

  async score(event: DetectorEvent): Promise<Decision> {
    if (this.#end !== undefined) throw this.#end;
    const decision = this.#answers.expect(event);
    this.#child.stdin.write(`${JSON.stringify(event)}\n`);
    return decision;
  }

  observe(event: DetectorEvent, outcome: DecidedOutcome): void {
    this.#tell({ observed: { event, outcome } });
  }

  learn(label: LearnedLabel): void {
    this.#tell({ learned: label });
  }

  /** Closes its input and waits for it to end; a process that does not is ended. */
  async close(): Promise<void> {
    const terminate = setTimeout(() => this.#child.kill('SIGTERM'), GRACE_MS);
    const kill = setTimeout(() => {
      this.#child.kill('SIGKILL');
      // A grandchild may hold the pipe open.
      this.#child.stdout.destroy();
    }, 2 * GRACE_MS);
    this.#child.stdin.end();
    // What it still prints is of no interest, but must not keep it from ending.
    this.#child.stdout.resume();
    await this.#closed;
    clearTimeout(terminate);
    clearTimeout(kill);
  }

  #read(): void {
    const { stdout } = this.#child;
    const lines = new Lines();
    stdout.setEncoding('utf8');
    stdout.on('data', (piece: string) => {
      if (this.#end !== undefined) return;
      try {
        for (const line of lines.add(piece)) this.#answers.take(line);
      } catch (error) {
        this.#ended(error instanceof Error ? error.message : String(error));
        this.#child.kill('SIGKILL');
      }
    });
  }

  /** Nothing more is to be expected, except of what it has printed and we have not read yet. */
  #ended(how: string): void {
    process.off('exit', this.#killAtExit);
    setImmediate(() => {
      this.#end ??= new DetectorError('failed', this.#spec, how);
      this.#answers.fail(this.#end);
    });
  }

  #tell(message: unknown): void {
    if (!this.#wantsFeedback || this.#end !== undefined || this.#child.stdin.writableLength > LARGEST_BACKLOG) return;
    this.#child.stdin.write(`${JSON.stringify(message)}\n`);
  }
}
