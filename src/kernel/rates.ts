import { BLOCK } from './turns.ts';

/** Agents whose rates are summed up, so that they can be passed over at once: a power of two. */
const GROUP = 16;
const GROUPS_OF_BLOCK = BLOCK / GROUP;

/**
 * Rates of agents, laid end to end by group of neighbours: 4.25 bytes for each. Behaviours whose rates are multiples of
 * each other share them.
 */
export class Rates {
  /** Sum of the rates of a group. */
  readonly sums: Float32Array;
  /** Sum of the rates of a group up to and including an agent's. */
  private readonly ends: Float32Array;

  /** `rateOf` is asked once for each of the first `count` agents. */
  constructor(count: number, rateOf: (agent: number) => number) {
    this.sums = new Float32Array(Math.ceil(count / GROUP));
    this.ends = new Float32Array(this.sums.length * GROUP);
    for (let group = 0; group < this.sums.length; group++) {
      let sum = 0;
      for (let agent = group * GROUP; agent < (group + 1) * GROUP; agent++) {
        if (agent < count) sum += rateOf(agent);
        this.ends[agent] = sum;
      }
      this.sums[group] = sum;
    }
  }

  /** First group of a block. */
  firstGroup(block: number): number {
    return block * GROUPS_OF_BLOCK;
  }

  /** The agent of a group on whose stretch a position below its sum lies: never one whose rate is 0. */
  agentAt(group: number, position: number): number {
    const { ends } = this;
    // Counted rather than branched on: processors guess chance wrong.
    let agent = group * GROUP;
    agent += 8 * Number(ends[agent + 7]! <= position);
    agent += 4 * Number(ends[agent + 3]! <= position);
    agent += 2 * Number(ends[agent + 1]! <= position);
    return agent + Number(ends[agent]! <= position);
  }
}
