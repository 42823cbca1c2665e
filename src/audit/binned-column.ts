/** Most bins of a column, that of missing values included. */
export const MOST_BINS = 255;

/** A column cut into bins, so that rules are counted and trees grown on bytes. Bin 0 holds missing values. */
export interface BinnedColumn {
  readonly name: string;
  /** By row. */
  readonly bins: Uint8Array;
  /** Bins there are, bin 0 included. */
  readonly count: number;
  /** Whether bins are intervals in order; else each is a value of its own. */
  readonly isOrdered: boolean;
  /** Words for the bins `from` to `to`, both included: `amount > 220`. */
  describe(from: number, to: number): string;
}

/** A column of numbers in at most `count` bins, between the given edges; a value equal to an edge is below it. */
export function binNumbers(name: string, values: Float64Array, edges: Float64Array): BinnedColumn {
  const bins = new Uint8Array(values.length);
  for (let row = 0; row < values.length; row++) bins[row] = binOf(values[row] as number, edges);
  return {
    name,
    bins,
    count: edges.length + 2,
    isOrdered: true,
    describe: (from, to) => interval(name, edges, from, to),
  };
}

/** A column of codes from 1, with 0 for missing; what lies beyond the last bin shares it. */
export function binCodes(name: string, codes: Float64Array, values: readonly string[]): BinnedColumn {
  const count = Math.min(values.length, MOST_BINS - 1) + 1;
  const bins = new Uint8Array(codes.length);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    bins[row] = Number.isNaN(code) ? 0 : Math.min(code, count - 1);
  }
  const word = (bin: number) => {
    if (bin === 0) return `${name} is missing`;
    return bin < values.length ? `${name} = '${values[bin - 1]}'` : `${name} is one of the rare values`;
  };
  return { name, bins, count, isOrdered: false, describe: (from) => word(from) };
}

/** The bin of a value: 0 for NaN, else one more than the number of edges below it. */
export function binOf(value: number, edges: Float64Array): number {
  if (Number.isNaN(value)) return 0;
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= (edges[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return low + 1;
}

/**
 * Edges that cut a sample into at most `bins` parts of equal weight. Frequent values get a bin of their own; an edge
 * lies midway between two neighbours.
 */
export function quantileEdges(sample: Float64Array, bins: number): Float64Array {
  const sorted = sample.filter((value) => !Number.isNaN(value)).sort();
  const distinct = sorted.filter((value, index) => index === 0 || value !== sorted[index - 1]);
  const edges = new Set<number>();
  if (distinct.length <= bins) {
    for (let index = 1; index < distinct.length; index++) edges.add(midway(distinct[index - 1]!, distinct[index]!));
    return Float64Array.from(edges);
  }
  for (let part = 1; part < bins; part++) {
    const at = Math.floor((part * sorted.length) / bins);
    const value = sorted[at] as number;
    const below = lastBelow(sorted, at, value);
    if (below !== undefined) edges.add(midway(below, value));
  }
  return Float64Array.from(edges).sort();
}

function lastBelow(sorted: Float64Array, from: number, value: number): number | undefined {
  let [low, high] = [0, from];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? undefined : (sorted[low - 1] as number);
}

function midway(below: number, above: number): number {
  const middle = below + (above - below) / 2;
  return middle < above ? middle : below;
}

function interval(name: string, edges: Float64Array, from: number, to: number): string {
  if (to === 0) return `${name} is missing`;
  const last = edges.length + 1;
  const [low, high] = [edges[from - 2], edges[to - 1]].map((edge) => (edge === undefined ? '' : short(edge)));
  if (from <= 1 && to >= last) return from === 0 ? `any ${name}` : `${name} is present`;
  if (from <= 1) return `${name} <= ${high}`;
  if (to >= last) return `${name} > ${low}`;
  return `${low} < ${name} <= ${high}`;
}

function short(edge: number): string {
  return String(Number(edge.toPrecision(7)));
}
