import type { LocalDay } from '../world/calendar.ts';
import { Rng, type StreamKey } from './random.ts';
import { BLOCK, type Turns } from './turns.ts';

/** Agents whose rates are summed up, so that they can be passed over at once. */
const GROUP = 16;

/**
 * Who does something on a day, and how often, when everybody has a rate of his own. Occasions follow each other at
 * exponential distances along the line of all rates, laid end to end: that is the same law as one Poisson draw for each
 * agent, and the work is in proportion to the occasions rather than to the agents. Draws are keyed by (key, block, day).
 */
export class Occasions {
  private readonly key: StreamKey;
  private readonly rates: Float32Array;
  private readonly factor: (day: LocalDay) => number;
  private readonly sums: Float32Array;
  private readonly rng = new Rng();
  private day = 0;
  /** Mean distance between occasions today. */
  private mean = Infinity;

  /** `rates` are mean occasions a day by agent, which `factor` multiplies day by day. */
  constructor(key: StreamKey, rates: Float32Array, factor: (day: LocalDay) => number = () => 1) {
    this.key = key;
    this.rates = rates;
    this.factor = factor;
    this.sums = new Float32Array(Math.ceil(rates.length / GROUP));
    for (let group = 0; group < this.sums.length; group++) {
      let sum = 0;
      for (let agent = group * GROUP; agent < Math.min(rates.length, (group + 1) * GROUP); agent++)
        sum += rates[agent]!;
      this.sums[group] = sum;
    }
  }

  beginDay(day: LocalDay): void {
    this.day = day.index;
    this.mean = 1 / this.factor(day);
  }

  /** Fills in who of a block has an occasion today, once for each. */
  drawBlock(block: number, turns: Turns): void {
    turns.count = 0;
    const { rates, sums, mean } = this;
    if (mean === Infinity) return;
    const rng = this.rng.seek(this.key, block, this.day);
    const end = Math.min(sums.length, ((block + 1) * BLOCK) / GROUP);
    let rest = rng.exponential(mean);
    for (let group = (block * BLOCK) / GROUP; group < end; group++) {
      const sum = sums[group]!;
      if (rest >= sum) {
        rest -= sum;
        continue;
      }
      const last = Math.min(rates.length, (group + 1) * GROUP);
      for (let agent = group * GROUP; agent < last; agent++) {
        rest -= rates[agent]!;
        for (let ordinal = 0; rest < 0; ordinal++) {
          turns.push(agent, ordinal);
          rest += rng.exponential(mean);
        }
      }
    }
  }
}
