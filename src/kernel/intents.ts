/**
 * What an intent is about. The planner proposes intents; when their time comes, the agent that owns the action
 * checks them against the present and turns them into a payment, an event, or nothing.
 */
export const intentActions = [
  'purchase',
  'transfer',
  'withdraw_cash',
  'deposit_cash',
  'settle',
  'event',
  'login',
  'add_payee',
] as const;

export const PURCHASE = 0;
export const TRANSFER = 1;
export const WITHDRAW_CASH = 2;
export const DEPOSIT_CASH = 3;
export const SETTLE = 4;
export const EVENT = 5;
/** The steps before a transfer online: they share its ordinal, and with it session, device and address. */
export const LOGIN = 6;
export const ADD_PAYEE = 7;

/** Words of an intent, in this order; the amount is a double at words 0 and 1. */
const WORDS = 8;
const AGENT = 2;
const ORIGIN = 3;
const TARGET = 4;
const OPTIONS = 5;
/** Action, behaviour and ordinal, a byte each. */
const CODES = 6;
/** Milliseconds since the first intent of the day, which may be negative. */
const OFFSET = 7;

/**
 * The intents of one day in the order in which they are planned; refilled every day. (agent, day, behavior, ordinal)
 * identifies an intent for good: it keys the stream from which whatever is decided later is drawn.
 *
 * They are posted in the order of time, which jumps all over the day's plan, so that an intent lies in one piece: half a
 * cache line. `DueIntents` has them as columns when they are due.
 */
export class Intents {
  count = 0;
  /** When, ms UTC. */
  time = new Float64Array(1024);
  private words = new Int32Array(1024 * WORDS);
  private amounts = new Float64Array(this.words.buffer);

  /** Appends an intent and returns its row. */
  push(
    time: number,
    action: number,
    agent: number,
    origin: number,
    target: number,
    amountCents: number,
    options: number,
    behavior: number,
    ordinal: number,
  ): number {
    const row = this.count;
    if (row === this.time.length) this.grow();
    this.count = row + 1;
    this.time[row] = time;
    const { words } = this;
    const at = row * WORDS;
    this.amounts[at >> 1] = amountCents;
    words[at + AGENT] = agent;
    words[at + ORIGIN] = origin;
    words[at + TARGET] = target;
    words[at + OPTIONS] = options;
    words[at + CODES] = action | (behavior << 8) | (ordinal << 16);
    words[at + OFFSET] = time - this.time[0]!;
    return row;
  }

  /** Copies the intents at `order[first]` to `order[last - 1]` to the columns of `due`. */
  copyTo(due: DueIntents, order: Int32Array, first: number, last: number): void {
    const { words, amounts } = this;
    const firstTime = this.time[0]!;
    due.count = last - first;
    for (let row = 0; row < due.count; row++) {
      const at = order[first + row]! * WORDS;
      const codes = words[at + CODES]!;
      due.time[row] = firstTime + words[at + OFFSET]!;
      due.amountCents[row] = amounts[at >> 1]!;
      due.agent[row] = words[at + AGENT]!;
      due.origin[row] = words[at + ORIGIN]!;
      due.target[row] = words[at + TARGET]!;
      due.options[row] = words[at + OPTIONS]!;
      due.action[row] = codes & 255;
      due.behavior[row] = (codes >>> 8) & 255;
      due.ordinal[row] = codes >>> 16;
    }
  }

  private grow(): void {
    const capacity = this.time.length * 2;
    const { time, words } = this;
    this.time = new Float64Array(capacity);
    this.time.set(time);
    this.words = new Int32Array(capacity * WORDS);
    this.words.set(words);
    this.amounts = new Float64Array(this.words.buffer);
  }
}

/** The next intents of a day, in the order of time, as columns. */
export class DueIntents {
  /** Intents that fit. */
  readonly capacity: number;
  count = 0;
  /** When, ms UTC. */
  readonly time: Float64Array;
  readonly amountCents: Float64Array;
  /** Customer who acts. */
  readonly agent: Int32Array;
  /** Account that pays; -1 where the action finds it. */
  readonly origin: Int32Array;
  /** Merchant of a purchase or settlement, account of a transfer, whatever an event is about. */
  readonly target: Int32Array;
  /** Packed options, see `options.ts`. */
  readonly options: Int32Array;
  readonly action: Uint8Array;
  /** Index into the routine behaviours of the run. */
  readonly behavior: Uint8Array;
  readonly ordinal: Uint8Array;

  constructor(capacity: number) {
    this.capacity = capacity;
    this.time = new Float64Array(capacity);
    this.amountCents = new Float64Array(capacity);
    this.agent = new Int32Array(capacity);
    this.origin = new Int32Array(capacity);
    this.target = new Int32Array(capacity);
    this.options = new Int32Array(capacity);
    this.action = new Uint8Array(capacity);
    this.behavior = new Uint8Array(capacity);
    this.ordinal = new Uint8Array(capacity);
  }
}
