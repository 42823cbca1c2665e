import { exp } from './elementary.ts';
import { hash3, type StreamKey } from './random.ts';

const TWO_POW_32 = 2 ** 32;
/** Rates above this mean are drawn agent by agent. */
const RARE = 1 / 8;
const LARGEST_BLOCK = 256;
const MOST_IN_BLOCK = 64;

/**
 * Who does something rare on a day, without asking everybody: one draw decides how often it happens in a block of
 * neighbouring agents, which is Poisson with the sum of their rates, and further draws who of them it is, in proportion
 * to their rates. That is the same law as one Poisson draw for each agent. Draws are keyed by (key, block, day).
 */
export class RareOccasions {
  /** Agents and the ordinals of their occasions, `count` of them, after `drawDay`. */
  agents = new Int32Array(256);
  ordinals = new Uint8Array(256);
  count = 0;
  private readonly key: StreamKey;
  private readonly rates: Float32Array;
  private readonly blockSize: number;
  private readonly sums: Float64Array;

  constructor(key: StreamKey, rates: Float32Array) {
    this.key = key;
    this.rates = rates;
    this.blockSize = blockSizeOf(rates);
    this.sums = new Float64Array(Math.ceil(rates.length / this.blockSize));
    for (let agent = 0; agent < rates.length; agent++) this.sums[Math.floor(agent / this.blockSize)]! += rates[agent]!;
  }

  /** Whether the rates are so low that blocks are worth their while. */
  static areRare(rates: Float32Array): boolean {
    return meanOf(rates) <= RARE;
  }

  /** Draws the occasions of a day on which everybody's rate is multiplied by `factor`. */
  drawDay(day: number, factor: number): void {
    this.count = 0;
    const { sums, key } = this;
    const thresholdPerRate = factor * TWO_POW_32;
    for (let block = 0; block < sums.length; block++) {
      const sum = sums[block]!;
      if (sum === 0) continue;
      const draw = hash3(key, block, day, 0);
      // The chance of at least one occasion is below the mean.
      if (draw < sum * thresholdPerRate) this.drawBlock(block, day, sum, poissonCount(draw / TWO_POW_32, sum * factor));
    }
  }

  private drawBlock(block: number, day: number, sum: number, occasions: number): void {
    const first = this.count;
    for (let occasion = 0; occasion < occasions; occasion++) {
      const agent = this.agentAt(block, (hash3(this.key, block, day, 1 + occasion) / TWO_POW_32) * sum);
      let ordinal = 0;
      for (let row = first; row < this.count; row++) if (this.agents[row] === agent) ordinal++;
      if (this.count === this.agents.length) this.grow();
      this.agents[this.count] = agent;
      this.ordinals[this.count++] = ordinal;
    }
  }

  private agentAt(block: number, position: number): number {
    const { rates, blockSize } = this;
    const end = Math.min(rates.length, (block + 1) * blockSize);
    let rest = position;
    let last = block * blockSize;
    for (let agent = last; agent < end; agent++) {
      const rate = rates[agent]!;
      if (rate === 0) continue;
      last = agent;
      rest -= rate;
      if (rest < 0) break;
    }
    return last;
  }

  private grow(): void {
    const agents = new Int32Array(this.agents.length * 2);
    agents.set(this.agents);
    this.agents = agents;
    const ordinals = new Uint8Array(this.ordinals.length * 2);
    ordinals.set(this.ordinals);
    this.ordinals = ordinals;
  }
}

/** A power of two, so that something happens in a block about every second day. */
function blockSizeOf(rates: Float32Array): number {
  const mean = meanOf(rates);
  let size = 1;
  while (size < LARGEST_BLOCK && size * mean < 0.5) size *= 2;
  return size;
}

function meanOf(rates: Float32Array): number {
  let sum = 0;
  for (let agent = 0; agent < rates.length; agent++) sum += rates[agent]!;
  return rates.length === 0 ? 0 : sum / rates.length;
}

/** Number of occasions for a uniform draw known to be below the mean: inversion of the Poisson distribution. */
export function poissonCount(uniform: number, mean: number, most = MOST_IN_BLOCK): number {
  // The draw is mirrored, so that small draws mean many occasions and the quick dismissal of large ones is exact.
  let rest = 1 - uniform;
  let probability = exp(-mean);
  let count = 0;
  while (rest > probability && count < most) {
    rest -= probability;
    count++;
    probability *= mean / count;
  }
  return count;
}
