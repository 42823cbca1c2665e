import { type LocalDay, toUtc } from '../world/calendar.ts';
import type { Habits } from '../world/habits.ts';
import type { World } from '../world/world.ts';
import {
  ADD_PAYEE,
  DEPOSIT_CASH,
  EVENT,
  type Intents,
  LOGIN,
  PURCHASE,
  SETTLE,
  TRANSFER,
  WITHDRAW_CASH,
} from './intents.ts';
import { CASH, instrumentOf, isNewPayee, isOnline, ONLINE, PREAUTHORISED } from './options.ts';
import { hash3, type StreamKey } from './random.ts';
import { DAY } from './units.ts';

/**
 * A day being planned: behaviours propose intents here, in local time of day. Amounts are integer cents.
 */
export class Plan {
  readonly world: World;
  /** Merchants that customers know, by habit. */
  readonly habits: Habits;
  day!: LocalDay;
  /** Rows that banks are expected to see of the day's intents, refunds and settlements that follow included. */
  visibleCount = 0;

  private readonly intents: Intents;
  private behavior = 0;
  private ordinal = 0;
  private midnight = 0;
  /** Whether the clocks change today, so that not every local hour lies as far from midnight as it says. */
  private isTransition = false;

  private readonly rowsPerPurchase: RowsPerPurchase;
  /** Last day on which a card purchase at a merchant was planned. */
  private readonly lastSaleDay: Int32Array;
  /** Keys how long people take between logging in and paying. */
  private readonly stepsKey: StreamKey;

  constructor(
    world: World,
    intents: Intents,
    habits: Habits,
    stepsKey: StreamKey,
    rowsPerPurchase: RowsPerPurchase = { counter: 1, online: 1 },
  ) {
    this.rowsPerPurchase = rowsPerPurchase;
    this.lastSaleDay = new Int32Array(world.merchants.count).fill(-10);
    this.stepsKey = stepsKey;
    this.world = world;
    this.intents = intents;
    this.habits = habits;
  }

  /** @internal Begins a day. */
  begin(day: LocalDay): void {
    this.day = day;
    this.midnight = day.startsAt;
    this.isTransition = toUtc(day.index + 1, 0) - day.startsAt !== DAY;
    this.visibleCount = 0;
    this.intents.count = 0;
  }

  /** @internal Begins an occasion of a behaviour. */
  occasion(behavior: number, ordinal: number): void {
    this.behavior = behavior;
    this.ordinal = ordinal;
  }

  /** A purchase; options as in `options.ts` (instrument and flags). */
  purchase(agent: number, msOfDay: number, merchant: number, amountCents: number, options: number): void {
    this.push(msOfDay, PURCHASE, agent, -1, merchant, amountCents, options);
    this.expectSale(merchant, options);
  }

  /** Whether a merchant was to sell something by card yesterday, so that there may be money to pay out. */
  hadSales(merchant: number): boolean {
    return this.lastSaleDay[merchant]! >= this.day.index - 1;
  }

  /** Counts the rows of a purchase. Chance is not branched on, since processors guess it wrong. */
  private expectSale(merchant: number, options: number): void {
    const { index } = this.day;
    const isByCard = Number(instrumentOf(options) !== CASH);
    const before = this.lastSaleDay[merchant]!;
    this.lastSaleDay[merchant] = before + isByCard * (index - before);
    const settles = Number(before !== index) & ((this.world.merchants.settlementAccount[merchant]! >>> 31) ^ 1);
    const reserves = Number((options & PREAUTHORISED) !== 0);
    const rows = (options & ONLINE) !== 0 ? this.rowsPerPurchase.online : this.rowsPerPurchase.counter;
    this.visibleCount += isByCard * (rows + reserves + settles);
  }

  /**
   * A transfer between accounts; options packed by `packTransfer`. Online ones are preceded by a login, and by adding
   * the payee when he is new.
   */
  transfer(
    agent: number,
    msOfDay: number,
    origin: number,
    destination: number,
    amountCents: number,
    options: number,
  ): void {
    if (isOnline(options)) {
      const gapMs = 15_000 + (hash3(this.stepsKey, agent, this.day.index, this.ordinal) % 165_000);
      this.push(msOfDay - gapMs, LOGIN, agent, origin, destination, amountCents, options);
      this.ordinal--;
      if (isNewPayee(options)) {
        this.push(msOfDay - gapMs / 2, ADD_PAYEE, agent, origin, destination, amountCents, options);
        this.ordinal--;
      }
    }
    this.push(msOfDay, TRANSFER, agent, origin, destination, amountCents, options);
    this.visibleCount++;
  }

  /** Cash from a machine, a multiple of the note size. */
  withdrawCash(agent: number, msOfDay: number, amountCents: number): void {
    this.push(msOfDay, WITHDRAW_CASH, agent, -1, -1, amountCents, 0);
    this.visibleCount++;
  }

  /** Cash paid in at a branch or machine; what is in the tills of a business comes on top. */
  depositCash(agent: number, msOfDay: number, account: number, amountCents: number): void {
    this.push(msOfDay, DEPOSIT_CASH, agent, account, -1, amountCents, 0);
    this.visibleCount++;
  }

  /** The acquirer pays out what a merchant took in since the last time. `agent` is the merchant. */
  settle(merchant: number, msOfDay: number): void {
    this.push(msOfDay, SETTLE, merchant, -1, merchant, 0, 0);
  }

  /** Something that moves no money; `Behavior.enact` carries it out. */
  event(agent: number, msOfDay: number, target: number, detail = 0): void {
    this.push(msOfDay, EVENT, agent, -1, target, 0, detail);
  }

  private push(
    msOfDay: number,
    action: number,
    agent: number,
    origin: number,
    target: number,
    amountCents: number,
    options: number,
  ): void {
    const ms = msOfDay < 0 ? 0 : msOfDay >= DAY ? DAY - 1 : Math.floor(msOfDay);
    const time = this.isTransition ? toUtc(this.day.index, ms) : this.midnight + ms;
    const ordinal = this.ordinal & 255;
    this.ordinal++;
    this.intents.push(time, action, agent, origin, target, amountCents, options, this.behavior, ordinal);
  }
}

/** Rows that a purchase by card comes to on average, with the refunds that follow some. */
export interface RowsPerPurchase {
  readonly counter: number;
  readonly online: number;
}
