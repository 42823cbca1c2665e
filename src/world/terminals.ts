/** Payment terminals as a struct of arrays: those of merchants first, in order of merchant, then cash machines. */
export interface Terminals {
  readonly count: number;
  /** Cash machines are rows `merchantTerminalCount .. count - 1`. */
  readonly merchantTerminalCount: number;
  /** Merchant, or -1 for cash machines. */
  readonly merchant: Int32Array;
  /** Operating bank of a cash machine (index into the banks), 255 for shops. */
  readonly bank: Uint8Array;
  readonly city: Uint16Array;
  readonly latitude: Float32Array;
  readonly longitude: Float32Array;
  /**
   * A cash machine in a city, of the bank where it has one there, else of another bank; `u` is a uniform uint32.
   * Every city has one.
   */
  atmNear(city: number, bank: number, u: number): number;
}
