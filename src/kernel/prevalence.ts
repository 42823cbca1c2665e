import type { Campaign } from './campaign.ts';
import type { Rng } from './random.ts';
import { type Drawn, drawParameters, type ParameterValues, type Typology } from './typology.ts';

/** What a scenario asks of one typology. */
export interface Quota {
  readonly typology: Typology;
  /** Fraudulent rows of the typology for every planned legitimate row. */
  readonly perLegitimateRow: number;
  /** Local days (since 1970-01-01) in which campaigns may open: from, until (exclusive). */
  readonly fromDay: number;
  readonly untilDay: number;
  readonly settings: ParameterValues;
}

/** A campaign as the controller sees it: what it promised, what it booked, whether it is over. */
export type Commitment = Pick<Campaign, 'plannedRows' | 'fraudRows' | 'endedAt'>;

/** A campaign to be opened. */
export interface Opening {
  /** Ordinal within the typology, from 0; keys every draw of the campaign. */
  readonly ordinal: number;
  readonly values: Drawn;
  readonly plannedRows: number;
}

/** At most this share of a month's quota goes into one campaign, so that a month holds several. */
const LARGEST_SHARE_OF_MONTH = 0.5;

/**
 * Meets the share of one typology by causal debt: planned legitimate rows create a debt of fraudulent rows, booked
 * rows pay it, and a campaign opens when the debt covers half of its size (which rounds to the nearest campaign).
 *
 * What campaigns under way still owe counts as paid, less what they owe on average: otherwise the log would lack the
 * tails that lie beyond its end without having got more at its beginning. Nothing here knows when the run ends, and
 * nothing is shared between typologies.
 */
export class DebtController {
  readonly quota: Quota;
  private readonly settings: ParameterValues;
  private readonly rng: Rng;
  private readonly commitments: Commitment[] = [];
  /** Fraudulent rows of each commitment that the debt has been relieved of. */
  private readonly booked = new Map<Commitment, number>();
  private debt: number;
  private ordinal = 0;
  private next: Opening;
  private outstandingSum = 0;
  private daysSeen = 0;

  /** `rowsPerMonth`: fraudulent rows that the quota comes to in thirty days. */
  constructor(quota: Quota, rowsPerMonth: number, rng: Rng) {
    this.quota = quota;
    this.rng = rng;
    this.settings = scaledSettings(quota, rowsPerMonth);
    this.next = this.prepare();
    // A stationary start: the debt is as if the process had always been running.
    this.debt = (rng.fork('phase').uniform() - 0.5) * this.next.plannedRows;
  }

  /** The settings in force, sizes scaled to the world. */
  get parameterSettings(): ParameterValues {
    return this.settings;
  }

  /** Takes a day's planned legitimate rows and returns the campaigns to open on it. */
  accrue(legitimateRows: number, day: number): Opening[] {
    this.settleFinished();
    const outstanding = this.outstanding();
    this.outstandingSum += outstanding;
    this.daysSeen++;
    if (day < this.quota.fromDay || day >= this.quota.untilDay) return [];
    this.debt += legitimateRows * this.quota.perLegitimateRow;
    const openings: Opening[] = [];
    let uncovered = this.debt - outstanding + this.outstandingSum / this.daysSeen;
    while (uncovered >= this.next.plannedRows / 2) {
      openings.push(this.next);
      uncovered -= this.next.plannedRows;
      this.next = this.prepare();
    }
    return openings;
  }

  /** Registers a campaign that was opened. */
  commit(commitment: Commitment): void {
    this.commitments.push(commitment);
  }

  private outstanding(): number {
    let rows = 0;
    for (const { plannedRows, fraudRows } of this.commitments) rows += Math.max(plannedRows - fraudRows, 0);
    return rows;
  }

  /** Rows of campaigns that are over are booked for good; those under way are booked as they come. */
  private settleFinished(): void {
    let kept = 0;
    for (const commitment of this.commitments) {
      const settled = this.bookedOf(commitment);
      this.debt -= settled;
      if (commitment.endedAt === -1) this.commitments[kept++] = commitment;
      else this.booked.delete(commitment);
    }
    this.commitments.length = kept;
  }

  /** Fraudulent rows of a campaign since the last time. */
  private bookedOf(commitment: Commitment): number {
    const before = this.booked.get(commitment) ?? 0;
    this.booked.set(commitment, commitment.fraudRows);
    return commitment.fraudRows - before;
  }

  private prepare(): Opening {
    const ordinal = this.ordinal++;
    const values = drawParameters(this.quota.typology.parameters, this.settings, this.rng.fork('parameters', ordinal));
    return { ordinal, values, plannedRows: Math.max(1, this.quota.typology.expectedRows(values)) };
  }
}

/** The smallest campaign that a quota's settings allow, in expected rows. */
export function smallestCampaign(quota: Quota): number {
  const { parameters, expectedRows } = quota.typology;
  const values: Record<string, number | string> = {};
  for (const [name, parameter] of Object.entries(parameters)) {
    const setting = quota.settings[name] ?? parameter.default;
    values[name] = Array.isArray(setting) ? setting[0] : (setting as number);
  }
  return expectedRows(values);
}

/** Lowers the upper end of the ranges that size a campaign until the largest one fits the month's quota. */
function scaledSettings(quota: Quota, rowsPerMonth: number): ParameterValues {
  const { parameters, expectedRows } = quota.typology;
  const settings: Record<string, number | string | readonly [number, number]> = { ...quota.settings };
  const sizes = Object.entries(parameters).filter(
    ([, parameter]) => 'sizesCampaign' in parameter && parameter.sizesCampaign,
  );
  const rangeOf = (name: string): readonly [number, number] => {
    const value = (settings[name] ?? parameters[name]!.default) as number | readonly [number, number];
    return typeof value === 'number' ? [value, value] : value;
  };
  const largest = (): number => {
    const values: Record<string, number | string> = {};
    for (const [name, parameter] of Object.entries(parameters)) {
      const setting = settings[name] ?? parameter.default;
      values[name] = Array.isArray(setting) ? setting[1] : (setting as number);
    }
    return expectedRows(values);
  };
  const limit = rowsPerMonth * LARGEST_SHARE_OF_MONTH;
  // Shrinks all sizes together, a tenth at a time, down to the smallest that the settings allow.
  while (largest() > limit && sizes.some(([name]) => rangeOf(name)[1] > rangeOf(name)[0])) {
    for (const [name] of sizes) {
      const [low, high] = rangeOf(name);
      settings[name] = [low, Math.max(low, Math.floor(high * 0.9))];
    }
  }
  return settings;
}
