/** Agents that share a stream of occasions and are planned together, so that what is known of them stays in the cache. */
export const BLOCK = 2048;

/** Who in a block of agents does something on a day: a list that is refilled from block to block. */
export class Turns {
  count = 0;
  /** Rows of agents, in the order in which they are planned. */
  agents = new Int32Array(BLOCK);
  /** Occasions of the same agent before this one on the same day. */
  ordinals = new Uint8Array(BLOCK);

  push(agent: number, ordinal: number): void {
    const row = this.count;
    if (row === this.agents.length) this.grow();
    this.agents[row] = agent;
    this.ordinals[row] = ordinal;
    this.count = row + 1;
  }

  private grow(): void {
    const { agents, ordinals } = this;
    this.agents = new Int32Array(agents.length * 2);
    this.ordinals = new Uint8Array(ordinals.length * 2);
    this.agents.set(agents);
    this.ordinals.set(ordinals);
  }
}

/** Number of blocks that hold so many agents. */
export const blocksOf = (agents: number): number => Math.ceil(agents / BLOCK);
