import type { Measurement } from '../audit/gate.ts';
import { harmless } from '../scenario/describe.ts';

/** `share of fraud on one rail: 0.81 [0.7, 0.9] (at most 0.7)` */
export function describeFigure({ what, value, interval, band }: Measurement): string {
  const range = interval === null ? '' : ` [${interval.map(round).join(', ')}]`;
  const { atLeast, atMost } = band ?? {};
  const bounds = [
    atLeast === undefined ? '' : `at least ${atLeast}`,
    atMost === undefined ? '' : `at most ${round(atMost)}`,
  ];
  const limit = bounds.filter((bound) => bound !== '').join(', ');
  return `${harmless(what)}: ${round(value)}${range}${limit === '' ? '' : ` (${limit})`}`;
}

function round(value: number): string {
  return String(Number(value.toPrecision(3)));
}
