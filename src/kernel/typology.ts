import type { Observable } from 'rxjs';
import type { Family } from '../schema/vocabularies.ts';
import type { Rng } from './random.ts';
import type { Scene } from './scene.ts';

interface ParameterBase {
  /** What it means. */
  readonly doc: string;
  /** Where the default comes from: a citation, or `assumption`. */
  readonly source: string;
  /** Unit, where it has one: `hours`, `EUR`, `accounts`. */
  readonly unit?: string;
}

/** A number, with bounds; `integer` rounds what is drawn. */
export interface NumberParameter extends ParameterBase {
  readonly kind: 'number' | 'integer' | 'share';
  readonly default: number;
  readonly min: number;
  readonly max: number;
}

/** A pair [low, high] from which every campaign draws a value of its own, uniformly. */
export interface RangeParameter extends ParameterBase {
  readonly kind: 'range' | 'integer_range';
  readonly default: readonly [number, number];
  readonly min: number;
  readonly max: number;
  /** The size of a campaign: in a small world the upper end shrinks so that several campaigns fit into a month. */
  readonly sizesCampaign?: boolean;
}

/** One of a few names. */
export interface ChoiceParameter extends ParameterBase {
  readonly kind: 'choice';
  readonly default: string;
  readonly choices: readonly string[];
}

/** A parameter of a typology, as data: the scenario schema, the help and the documentation follow from it. */
export type Parameter = NumberParameter | RangeParameter | ChoiceParameter;
export type Parameters = Readonly<Record<string, Parameter>>;

/** The values of one campaign: a number for every number or range, a name for every choice. */
export type Drawn<P extends Parameters = Parameters> = {
  readonly [K in keyof P]: P[K] extends ChoiceParameter ? string : ChoiceParameter extends P[K] ? Value : number;
};
type Value = number | string;

/** What a scenario sets: numbers, pairs and names by parameter. */
export type ParameterValues = Readonly<Record<string, number | string | readonly [number, number]>>;

/** A criminal scheme: one file each, a pipeline on simulated time. */
export interface Typology<P extends Parameters = Parameters> {
  /** snake_case, unique; the value of the truth column `typology`. */
  readonly name: string;
  readonly family: Family;
  /** What happens, in a few sentences. */
  readonly doc: string;
  /** Where its shape comes from. */
  readonly source: string;
  /** Routine behaviours of the same shape. */
  readonly lookAlikes: readonly string[];
  readonly parameters: P;
  /** Roles of its members, and what they do. */
  readonly roles: Readonly<Record<string, string>>;
  /** Fraudulent rows that a campaign with these values is expected to cause, declined attempts included. */
  expectedRows(values: Drawn<P>): number;
  /** Runs one campaign. It ends when the observable completes; everything is torn down then. */
  run(scene: Scene<Drawn<P>>): Observable<unknown>;
}

/** Draws the values of one campaign. Every parameter has its own stream, so that adding one changes no other. */
export function drawParameters(parameters: Parameters, settings: ParameterValues, rng: Rng): Drawn {
  const drawn: Record<string, Value> = {};
  for (const [name, parameter] of Object.entries(parameters)) {
    const value = settings[name] ?? parameter.default;
    drawn[name] = Array.isArray(value)
      ? drawFrom(parameter, value as [number, number], rng.fork(name))
      : (value as number);
  }
  return drawn;
}

function drawFrom(parameter: Parameter, [low, high]: readonly [number, number], rng: Rng): number {
  return parameter.kind === 'integer_range' ? rng.between(low, high) : low + (high - low) * rng.uniform();
}
