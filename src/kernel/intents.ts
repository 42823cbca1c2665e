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
export type IntentAction = (typeof intentActions)[number];

export const PURCHASE = 0;
export const TRANSFER = 1;
export const WITHDRAW_CASH = 2;
export const DEPOSIT_CASH = 3;
export const SETTLE = 4;
export const EVENT = 5;
/** The steps before a transfer online: they share its ordinal, and with it session, device and address. */
export const LOGIN = 6;
export const ADD_PAYEE = 7;

/**
 * The intents of one day as a struct of arrays; refilled every day. (agent, day, behavior, ordinal) identifies an
 * intent for good: it keys the stream from which whatever is decided later is drawn.
 */
export class Intents {
  count = 0;
  /** When, ms UTC. */
  time = new Float64Array(1024);
  amountCents = new Float64Array(1024);
  /** Customer who acts. */
  agent = new Int32Array(1024);
  /** Account that pays; -1 where the action finds it. */
  origin = new Int32Array(1024);
  /** Merchant of a purchase or settlement, account of a transfer, whatever an event is about. */
  target = new Int32Array(1024);
  /** Packed options, see `options.ts`. */
  options = new Int32Array(1024);
  action = new Uint8Array(1024);
  /** Index into the routine behaviours of the run. */
  behavior = new Uint8Array(1024);
  ordinal = new Uint8Array(1024);

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
    this.amountCents[row] = amountCents;
    this.agent[row] = agent;
    this.origin[row] = origin;
    this.target[row] = target;
    this.options[row] = options;
    this.action[row] = action;
    this.behavior[row] = behavior;
    this.ordinal[row] = ordinal;
    return row;
  }

  private grow(): void {
    const capacity = this.time.length * 2;
    this.time = enlarged(this.time, new Float64Array(capacity));
    this.amountCents = enlarged(this.amountCents, new Float64Array(capacity));
    this.agent = enlarged(this.agent, new Int32Array(capacity));
    this.origin = enlarged(this.origin, new Int32Array(capacity));
    this.target = enlarged(this.target, new Int32Array(capacity));
    this.options = enlarged(this.options, new Int32Array(capacity));
    this.action = enlarged(this.action, new Uint8Array(capacity));
    this.behavior = enlarged(this.behavior, new Uint8Array(capacity));
    this.ordinal = enlarged(this.ordinal, new Uint8Array(capacity));
  }
}

function enlarged<T extends Float64Array | Int32Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
