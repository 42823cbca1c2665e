/** Widest digit: its 2,048 counters stay in the first-level cache. */
const MAX_DIGIT_BITS = 11;
const MAX_SPAN_BITS = 31;

/**
 * Orders times by integer millisecond: a stable radix sort, least significant digit first, that keeps its buffers between
 * calls. Times in the same millisecond stay in the order in which they came.
 *
 * ```ts
 * const order = radix.sort(times, count, dayStart, DAY);
 * for (let position = 0; position < count; position++) post(order[position]!);
 * ```
 */
export class RadixOrder {
  private keys = new Int32Array(0);
  private otherKeys = new Int32Array(0);
  private order = new Int32Array(0);
  private otherOrder = new Int32Array(0);
  private readonly counts = new Int32Array(3 << MAX_DIGIT_BITS);

  /**
   * Returns the positions of the first `count` times in rising order; entries from `count` on mean nothing. The array
   * belongs to this object and holds until its next call.
   *
   * Each time must lie in [baseMs, baseMs + spanMs), and spanMs be at most 2^31; fractions of a millisecond do not count.
   * Throws a RangeError otherwise.
   */
  sort(times: Float64Array, count: number, baseMs: number, spanMs: number): Int32Array {
    if (!(spanMs >= 1 && spanMs <= 2 ** MAX_SPAN_BITS))
      throw new RangeError(`span of ${spanMs} ms is not in 1 .. 2^31`);
    if (!(count <= times.length)) throw new RangeError(`count ${count} exceeds the ${times.length} times`);
    this.reserve(count);
    const bits = Math.max(1, 32 - Math.clz32(Math.ceil(spanMs) - 1));
    const passes = Math.ceil(bits / MAX_DIGIT_BITS);
    const digitBits = Math.ceil(bits / passes);
    this.countDigits(times, count, baseMs, spanMs, digitBits, passes);
    for (let pass = 0; pass < passes; pass++) {
      this.distribute(count, pass, digitBits);
      [this.keys, this.otherKeys] = [this.otherKeys, this.keys];
      [this.order, this.otherOrder] = [this.otherOrder, this.order];
    }
    return this.order;
  }

  /** Reads the keys once and counts the digits of all passes, then turns the counts into first places. */
  private countDigits(times: Float64Array, count: number, base: number, span: number, bits: number, passes: number) {
    const { keys, counts } = this;
    const size = 1 << bits;
    const mask = size - 1;
    counts.fill(0);
    for (let index = 0; index < count; index++) {
      const offset = times[index]! - base;
      if (!(offset >= 0 && offset < span)) {
        throw new RangeError(`times[${index}]: ${times[index]} is not in [${base}, ${base + span})`);
      }
      const key = offset | 0;
      keys[index] = key;
      counts[key & mask]!++;
      if (passes > 1) counts[size + ((key >>> bits) & mask)]!++;
      if (passes > 2) counts[2 * size + (key >>> (2 * bits))]!++;
    }
    for (let pass = 0; pass < passes; pass++) {
      let place = 0;
      for (let digit = pass * size; digit < (pass + 1) * size; digit++) {
        const share = counts[digit]!;
        counts[digit] = place;
        place += share;
      }
    }
  }

  private distribute(count: number, pass: number, bits: number): void {
    const { keys, otherKeys, order, otherOrder, counts } = this;
    const first = pass << bits;
    const shift = pass * bits;
    const mask = (1 << bits) - 1;
    const isFirst = pass === 0;
    for (let index = 0; index < count; index++) {
      const key = keys[index]!;
      const digit = first + ((key >>> shift) & mask);
      const place = counts[digit]!;
      counts[digit] = place + 1;
      otherKeys[place] = key;
      otherOrder[place] = isFirst ? index : order[index]!;
    }
  }

  private reserve(count: number): void {
    if (count <= this.keys.length) return;
    const capacity = Math.max(count, 2 * this.keys.length);
    this.keys = new Int32Array(capacity);
    this.otherKeys = new Int32Array(capacity);
    this.order = new Int32Array(capacity);
    this.otherOrder = new Int32Array(capacity);
  }
}
