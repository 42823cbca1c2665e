import type { z } from 'zod';
import { didYouMean } from './nearest.ts';

const LONGEST_SHOWN = 60;
// Control characters but tab and newline, line separators, and what reverses the direction of writing.
const UNPRINTABLE = /(?![\t\n])[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;

/** Text from files, names and errors, harmless to a terminal: control characters are shown, not obeyed. */
export function harmless(text: string): string {
  return text.replace(UNPRINTABLE, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A value as an error message shows it: on one line, short, and harmless to a terminal. */
export function show(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
  const printable = harmless(text);
  return printable.length <= LONGEST_SHOWN ? printable : `${printable.slice(0, LONGEST_SHOWN - 3)}...`;
}

/** `fraud.mix.fan_in`, `outputs.formats[1]`; keys that are not plain names are quoted. */
export function showPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    const plain = typeof key === 'string' && /^[\w-]{1,60}$/.test(key);
    const name = plain ? key : show(String(key));
    return text === '' ? name : `${text}.${name}`;
  }, '');
}

/** ` from 3 to 50`, ` of at least 3`, or nothing. */
export function describeRange({ min, max }: { readonly min?: number; readonly max?: number }): string {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  if (min !== undefined) return ` of at least ${min}`;
  return max === undefined ? '' : ` of at most ${max}`;
}

const nouns: Readonly<Record<string, string>> = {
  int: 'a whole number',
  number: 'a number',
  string: 'text',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a pair',
  object: 'a group of settings',
};

/**
 * Words one problem: the value, what is wrong with it, what is allowed. Passed to zod as its error map; a schema with
 * an `error` of its own takes precedence.
 */
export const describeProblem: z.core.$ZodErrorMap = (issue) => {
  const { input } = issue;
  switch (issue.code) {
    case 'invalid_type':
      return describeWrongType(issue.expected, input);
    case 'too_small':
      if (issue.origin === 'array') return `${show(input)} is empty; give at least ${issue.minimum}`;
      if (issue.origin === 'string') return `${show(input)} is shorter than ${issue.minimum} characters`;
      return `${show(input)} is below the minimum ${issue.minimum}`;
    case 'too_big':
      if (issue.origin === 'array') return `${show(input)} has more than ${issue.maximum} entries`;
      if (issue.origin === 'string') return `${show(input)} is longer than ${issue.maximum} characters`;
      return `${show(input)} is above the maximum ${issue.maximum}`;
    case 'invalid_value':
      return describeUnknownValue(input, issue.values.map(String));
    default:
      return undefined;
  }
};

function describeWrongType(expected: string, input: unknown): string {
  const noun = nouns[expected] ?? expected;
  if (input === undefined) return `is missing; expected ${noun}`;
  if (input === null) return `is empty; expected ${noun}`;
  const number = typeof input === 'string' && Number(input.replaceAll(/[_',\s]/g, ''));
  const isQuotedNumber = (expected === 'number' || expected === 'int') && typeof number === 'number' && number !== 0;
  if (isQuotedNumber && Number.isFinite(number)) return `${show(input)} is text; write the number as ${number}`;
  return `${show(input)} is not ${noun}`;
}

/** Says that a value is none of the names allowed, which they are, and which was probably meant. */
export function describeUnknownValue(input: unknown, allowed: readonly string[]): string {
  if (input === undefined) return `is missing; expected one of ${allowed.join(', ')}`;
  const suggestion = typeof input === 'string' ? didYouMean(input, allowed) : '';
  return `${show(input)} is not one of ${allowed.join(', ')}${suggestion}`;
}
