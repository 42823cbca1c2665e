import { type Document, LineCounter, parseDocument } from 'yaml';
import { ScenarioError, type ScenarioIssue } from './errors.ts';
import { findProblems, type Problem } from './issues.ts';
import { locate } from './positions.ts';
import { readScenarioFile } from './read.ts';
import { type ResolvedScenario, resolveScenario } from './resolve.ts';
import { findContradictions } from './rules.ts';
import { type ScenarioCatalogue, scenarioSchema } from './schema.ts';

/** A setting from outside the file, such as a command-line option, that replaces the one in the file. */
export interface Override {
  /** Where the user set it, for messages: `--customers`. */
  readonly place: string;
  readonly path: readonly string[];
  readonly value: unknown;
}

/**
 * Reads, checks and resolves a scenario file.
 *
 * @throws ScenarioError with every problem of the file at once, each with its line.
 */
export async function loadScenario(
  path: string,
  catalogue: ScenarioCatalogue,
  overrides: readonly Override[] = [],
): Promise<ResolvedScenario> {
  return parseScenario(await readScenarioFile(path), path, catalogue, overrides);
}

/**
 * Checks and resolves the text of a scenario.
 *
 * @param place names the text in messages: a file name, or `preset tiny`
 * @throws ScenarioError with every problem of the text at once, each with its line.
 */
export function parseScenario(
  text: string,
  place: string,
  catalogue: ScenarioCatalogue,
  overrides: readonly Override[] = [],
): ResolvedScenario {
  const lines = new LineCounter();
  const document = parseYaml(text, place, lines);
  const value = applyOverrides(toPlainValue(document, place), overrides);
  const schema = scenarioSchema(catalogue);
  const names = catalogue.typologies.map(({ name }) => name);
  const problems = [...findProblems(schema, value), ...findContradictions(value, names)];
  if (problems.length > 0) throw new ScenarioError(inOrder(problems.map(toIssue)));
  return resolveScenario(schema.parse(value), catalogue);

  function toIssue({ path, problem, isKey }: Problem): ScenarioIssue {
    const override = overrides.find((candidate) => candidate.path.every((key, depth) => path[depth] === key));
    if (override) return { place: override.place, path: [], problem };
    return { place, ...locate(document, lines, path, isKey), path, problem };
  }
}

/** One syntax error can make every later line look wrong; the first few say what there is to say. */
const MOST_SYNTAX_ERRORS = 5;

function parseYaml(text: string, place: string, lines: LineCounter): Document {
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true });
  const fail = (problem: string) => new ScenarioError([{ place, path: [], problem }]);
  // Hundreds of nested brackets exhaust the parser's stack, which it reports among the errors of the text.
  if (document.errors.some(({ message }) => message.includes('call stack'))) throw fail('is nested too deeply');
  if (document.errors.length > 0) {
    const issues = document.errors.map((error) => {
      const { line, col } = lines.linePos(error.pos[0]);
      return { place, line, column: col, path: [], problem: describeYamlError(error.code, error.message) };
    });
    throw new ScenarioError(inOrder(issues).slice(0, MOST_SYNTAX_ERRORS));
  }
  if (document.contents === null) throw fail('is empty; fraudworld init writes a scenario to start from');
  return document;
}

function describeYamlError(code: string, message: string): string {
  switch (code) {
    case 'DUPLICATE_KEY':
      return 'a key is there twice in the same group';
    case 'TAB_AS_INDENT':
      return 'a tab is used as indentation; YAML wants spaces';
    case 'MULTIPLE_DOCS':
      return 'a second document starts here; expected one scenario per file';
    default:
      return `is not valid YAML: ${message}`;
  }
}

function toPlainValue(document: Document, place: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    // Aliases that multiply each other ("billion laughs"), or one without its anchor.
    const problem = `has unusable YAML aliases: ${(error as Error).message}`;
    throw new ScenarioError([{ place, path: [], problem }]);
  }
}

function applyOverrides(value: unknown, overrides: readonly Override[]): unknown {
  return overrides.reduce((changed, { path, value: replacement }) => setIn(changed, path, replacement), value);
}

function setIn(value: unknown, [key, ...rest]: readonly string[], replacement: unknown): unknown {
  if (key === undefined) return replacement;
  if (value !== undefined && (typeof value !== 'object' || value === null || Array.isArray(value))) return value;
  const group = value as Record<string, unknown> | undefined;
  return { ...group, [key]: setIn(group?.[key], rest, replacement) };
}

function inOrder(issues: readonly ScenarioIssue[]): ScenarioIssue[] {
  return [...issues].sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
}
