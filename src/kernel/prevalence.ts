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
 * rows pay it, what campaigns under way still owe is as good as paid, and a campaign opens when the debt that is left
 * covers half of its size (which rounds to the nearest campaign). So campaigns open at an even rate, whatever their
 * length, and a campaign that was cut short is made up for by the next.
 *
 * When the log begins, campaigns of the warm-up are under way and will leave rows in it, as those under way at its end
 * will leave rows out. The counter then starts anew from what is under way on average, so that neither the rounding nor
 * the chance of that day stays in the log for good. Nothing here knows when the run ends, and nothing is shared between
 * typologies.
 */
export class DebtController {
  readonly quota: Quota;
  private readonly settings: ParameterValues;
  private readonly rng: Rng;
  private readonly commitments: Commitment[] = [];
  /** Fraudulent rows of each commitment that have been taken off the debt. */
  private readonly booked = new Map<Commitment, number>();
  /** What campaigns under way owed on each day so far on which they could open. */
  private readonly outstandingByDay: number[] = [];
  private debt: number;
  private logHasBegun = false;
  private ordinal = 0;
  private next: Opening;

  /** `rowsPerMonth`: fraudulent rows that the quota comes to in thirty days. */
  constructor(quota: Quota, rowsPerMonth: number, rng: Rng) {
    this.quota = quota;
    this.rng = rng;
    this.settings = scaledSettings(quota, rowsPerMonth);
    this.next = this.prepare();
    // The debt is as if the process had always been running.
    this.debt = (rng.fork('phase').uniform() - 0.5) * this.next.plannedRows;
  }

  /** The settings in force, sizes scaled to the world. */
  get parameterSettings(): ParameterValues {
    return this.settings;
  }

  /** Takes a day's planned legitimate rows and returns the campaigns to open on it. */
  accrue(legitimateRows: number, day: number): Opening[] {
    this.bookRows();
    if (day < this.quota.fromDay || day >= this.quota.untilDay) return [];
    const outstanding = this.outstanding();
    this.outstandingByDay.push(outstanding);
    this.debt += legitimateRows * this.quota.perLegitimateRow;
    const openings: Opening[] = [];
    let uncovered = this.debt + this.usuallyOutstanding() - outstanding;
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

  /** Says that the warm-up is over and the log begins: from here on its rows are what counts. */
  beginLog(): void {
    this.bookRows();
    this.debt = 0;
    // The first half of the warm-up only filled up with campaigns under way.
    const settled = this.outstandingByDay.slice(this.outstandingByDay.length >> 1);
    this.outstandingByDay.length = 0;
    this.outstandingByDay.push(...settled);
    this.logHasBegun = settled.length > 0;
  }

  /**
   * What campaigns under way owe on an average day. The log gets so much from those of the warm-up and lacks as much at
   * its end, so it is granted in advance; the average is taken anew every day, since the warm-up may be too short to show
   * how long campaigns drag on.
   */
  private usuallyOutstanding(): number {
    if (!this.logHasBegun) return 0;
    return this.outstandingByDay.reduce((sum, rows) => sum + rows, 0) / this.outstandingByDay.length;
  }

  private outstanding(): number {
    let rows = 0;
    for (const { plannedRows, fraudRows } of this.commitments) rows += Math.max(plannedRows - fraudRows, 0);
    return rows;
  }

  /** Takes rows booked since the last time off the debt, and forgets campaigns that are over. */
  private bookRows(): void {
    let kept = 0;
    for (const commitment of this.commitments) {
      const { fraudRows } = commitment;
      this.debt -= fraudRows - (this.booked.get(commitment) ?? 0);
      this.booked.set(commitment, fraudRows);
      if (commitment.endedAt === -1) this.commitments[kept++] = commitment;
      else this.booked.delete(commitment);
    }
    this.commitments.length = kept;
  }

  private prepare(): Opening {
    const ordinal = this.ordinal++;
    const values = drawParameters(this.quota.typology.parameters, this.settings, this.rng.fork('parameters', ordinal));
    return { ordinal, values, plannedRows: Math.max(1, this.quota.typology.expectedRows(values)) };
  }
}

/** A typology that does not fit: not even its smallest campaign is covered by what the scenario grants it. */
export interface Refusal {
  readonly typology: string;
  /** Fraudulent rows of its smallest campaign, and those that it is granted over the run. */
  readonly smallestRows: number;
  readonly quotaRows: number;
  /** How many times larger the world, longer its time or heavier its weight must be. */
  readonly factor: number;
}

/** Days of a run: from, until (exclusive), days since 1970-01-01. */
export interface RunDays {
  readonly fromDay: number;
  readonly untilDay: number;
}

/** Finds the typologies that do not fit into a run with so many planned legitimate rows a day. */
export function refusals(quotas: readonly Quota[], legitimateRowsPerDay: number, run: RunDays): Refusal[] {
  return quotas.flatMap((quota) => {
    const days = Math.min(run.untilDay, quota.untilDay) - Math.max(run.fromDay, quota.fromDay);
    const quotaRows = Math.max(0, days) * legitimateRowsPerDay * quota.perLegitimateRow;
    const smallestRows = campaignRows(quota.typology, quota.settings, 0);
    if (smallestRows <= quotaRows) return [];
    return [{ typology: quota.typology.name, smallestRows, quotaRows, factor: smallestRows / quotaRows }];
  });
}

/**
 * What to tell the user of a refusal, given the size of his world: `its smallest campaign has 12 rows, its share of this
 * run is 3; it needs 20000 customers, 720 days, or 4 times the weight`.
 */
export function describeRefusal(
  refusal: Refusal,
  world: { readonly customers: number; readonly days: number },
): string {
  const { smallestRows, quotaRows, factor } = refusal;
  const rows = `its smallest campaign has ${Math.ceil(smallestRows)} rows, its share of this run is ${Math.floor(quotaRows)}`;
  if (!Number.isFinite(factor)) return `${rows}; its window does not meet the run`;
  const customers = Math.ceil((world.customers * factor) / 100) * 100;
  // Rounded up: what is advised must be enough.
  const share = (Math.ceil(factor * 10) / 10).toFixed(1);
  return `${rows}; it needs ${customers} customers, ${Math.ceil(world.days * factor)} days, or ${share} times the share`;
}

/** Expected rows of a campaign whose ranges all stand at their lower (0) or upper (1) end. */
function campaignRows(typology: Typology, settings: ParameterValues, end: 0 | 1): number {
  const values: Record<string, number | string> = {};
  for (const [name, parameter] of Object.entries(typology.parameters)) {
    const setting = settings[name] ?? parameter.default;
    values[name] = Array.isArray(setting) ? setting[end] : (setting as number);
  }
  return typology.expectedRows(values);
}

/** Lowers the upper end of the ranges that size a campaign until the largest one fits the month's quota. */
function scaledSettings(quota: Quota, rowsPerMonth: number): ParameterValues {
  const { typology } = quota;
  const settings: Record<string, number | string | readonly [number, number]> = { ...quota.settings };
  const sizes = Object.entries(typology.parameters)
    .filter(([, parameter]) => 'sizesCampaign' in parameter && parameter.sizesCampaign)
    .map(([name]) => name);
  const rangeOf = (name: string): readonly [number, number] => {
    const value = (settings[name] ?? typology.parameters[name]!.default) as number | readonly [number, number];
    return typeof value === 'number' ? [value, value] : value;
  };
  const limit = rowsPerMonth * LARGEST_SHARE_OF_MONTH;
  const canShrink = (): boolean => sizes.some((name) => rangeOf(name)[1] > rangeOf(name)[0]);
  // Shrinks all sizes together, a tenth at a time, down to the smallest that the settings allow.
  while (campaignRows(typology, settings, 1) > limit && canShrink()) {
    for (const name of sizes) {
      const [low, high] = rangeOf(name);
      settings[name] = [low, Math.max(low, Math.floor(high * 0.9))];
    }
  }
  return settings;
}
