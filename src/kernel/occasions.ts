import type { LocalDay } from '../world/calendar.ts';
import { Rng, type StreamKey } from './random.ts';
import type { Rates } from './rates.ts';
import type { Turns } from './turns.ts';

/**
 * Who does something on a day, and how often, when everybody has a rate of his own. Occasions follow each other at
 * exponential distances along the line of all rates, laid end to end: that is the same law as one Poisson draw for each
 * agent, and the work is in proportion to the occasions rather than to the agents. Draws are keyed by (key, block, day).
 */
export class Occasions {
  private readonly key: StreamKey;
  private readonly rates: Rates;
  private readonly times: number;
  private readonly factor: (day: LocalDay) => number;
  private readonly rng = new Rng();
  private day = 0;
  /** Mean distance between occasions today. */
  private mean = Infinity;

  /** Mean occasions a day are `rates`, `times` as many for everybody, and `factor` times as many on a day. */
  constructor(key: StreamKey, rates: Rates, times = 1, factor: (day: LocalDay) => number = () => 1) {
    this.key = key;
    this.rates = rates;
    this.times = times;
    this.factor = factor;
  }

  beginDay(day: LocalDay): void {
    this.day = day.index;
    this.mean = 1 / (this.times * this.factor(day));
  }

  /** Fills in who of a block has an occasion today, once for each. */
  drawBlock(block: number, turns: Turns): void {
    turns.count = 0;
    const { rates, mean } = this;
    if (mean === Infinity) return;
    const { sums } = rates;
    const rng = this.rng.seek(this.key, block, this.day);
    const end = Math.min(sums.length, rates.firstGroup(block + 1));
    let position = rng.exponential(mean);
    for (let group = rates.firstGroup(block); group < end; group++) {
      const sum = sums[group]!;
      let before = -1;
      let ordinal = 0;
      while (position < sum) {
        const agent = rates.agentAt(group, position);
        ordinal = agent === before ? ordinal + 1 : 0;
        before = agent;
        turns.push(agent, ordinal);
        position += rng.exponential(mean);
      }
      position -= sum;
    }
  }
}
