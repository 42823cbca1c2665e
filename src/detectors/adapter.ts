import type { Detector } from './detector.ts';
import type { RemoteOptions } from './remote-options.ts';

/** What really is. Nothing that a user brings is given it; it is there for the oracle, whom others are measured by. */
export interface Truth {
  /** Whether a scheme causes the payment that is being decided on. */
  isFraud(transactionId: number): boolean;
}

/** What an adapter may know when it opens a detector. */
export interface DetectorContext {
  /** Directory that paths are relative to. */
  readonly directory: string;
  readonly truth: Truth;
  /** For detectors outside of this process, over `defaultRemoteOptions`. */
  readonly remote?: Partial<RemoteOptions>;
}

/** A way to reach a detector: a module, a file of rules, a service. One file each. */
export interface DetectorAdapter {
  /** snake_case; the name of its file in kebab-case. */
  readonly name: string;
  /** What it is, in a sentence. */
  readonly doc: string;
  /** What the user writes after `--detector`. */
  readonly example: string;
  /**
   * `at_once` if `score` returns a decision, `later` if it returns a promise. The simulation waits for nobody: who
   * answers later is asked from a thread of its own.
   */
  readonly answers: 'at_once' | 'later';
  /** Whether a user who writes this means this adapter. */
  matches(spec: string): boolean;
  /**
   * Opens it.
   * @throws DetectorError when what was named is not there, or no detector.
   */
  open(spec: string, context: DetectorContext): Promise<Detector>;
}

/** What an entry declares; one without `matches` goes by its name, with hyphens or underscores. */
export type AdapterDeclaration = Omit<DetectorAdapter, 'matches'> & Partial<Pick<DetectorAdapter, 'matches'>>;

/** Declares a kind of detector. */
export function defineDetector(declaration: AdapterDeclaration): DetectorAdapter {
  const { name, matches = (spec) => spec.replaceAll('-', '_') === name } = declaration;
  if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new Error(`detector ${name}: the name is not snake_case`);
  if (!matches(declaration.example)) throw new Error(`detector ${name}: does not know its own example`);
  return { ...declaration, matches };
}
