import { UsageError } from './failure.ts';
import type { ScenarioOptions } from './scenario-argument.ts';

/** Options of every mode, as commander parsed them: texts. */
export interface StressOptions extends ScenarioOptions {
  readonly mode: string;
  readonly detector?: string;
  readonly scores?: string;
  readonly threshold?: string;
  readonly output?: string;
  readonly force?: boolean;
  readonly alertsPerDay?: string;
  readonly historyDays?: string;
  readonly home?: readonly string[];
  readonly fallback?: string;
  readonly compare?: readonly string[];
  readonly cost?: readonly string[];
  readonly rate?: string;
  readonly speed?: string;
  readonly timeout?: string;
  readonly inFlight?: string;
  readonly warmupDays?: string;
  readonly payments?: string;
  readonly batch?: string;
  readonly feedback?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** The number that an option gives, at least `least`. */
export function numberOption(name: string, text: string | undefined, least: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() !== '' && value >= least && Number.isFinite(value)) return value;
  throw new UsageError(`${name} ${text}: must be a number, ${least} or more`);
}
