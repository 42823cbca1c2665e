import type { LocalDay } from '../world/calendar.ts';
import type { World } from '../world/world.ts';
import type { Plan } from './plan.ts';
import type { Rng } from './random.ts';
import type { Shard } from './shard.ts';

/** Whose routine a behaviour is; the agent is a customer_id, for `merchants` a merchant_id. */
export type Who = 'persons' | 'businesses' | 'merchants';

/** So many occasions a day, at random. */
export interface AtRate {
  /**
   * Mean occasions a day of an agent over the year; 0 for agents that never do it. Asked once, when the world begins, for
   * all behaviours that have the same function here.
   */
  readonly perDay: (world: World, agent: number) => number;
  /** Multiplies `perDay`. Default 1. */
  readonly times?: number;
  /** Multiplier of a day: weekday, season, payday. Default 1. */
  readonly factor?: (day: LocalDay) => number;
}

/** For `perDay`: everybody equally often, once a day if nothing is said in `times`. */
export const everybody = (): number => 1;

/** For `dayOfMonth`: not once a month but every day, or every business day. */
export const EVERY_DAY = 32;

/** Once a month on a date. */
export interface OnDayOfMonth {
  /** Day of the month, 1 to 31 (31 = the last), `EVERY_DAY`, or 0 for agents that never do it. Asked once, when the world begins. */
  readonly dayOfMonth: (world: World, agent: number) => number;
  /** Weekends and holidays put it off to the next business day. */
  readonly onBusinessDays: boolean;
}

/** The present, for what can only be decided when the time has come. */
export interface Present {
  readonly shard: Shard;
  readonly world: World;
  readonly agent: number;
  /** Account that pays and account that is paid, or what an event is about. */
  readonly origin: number;
  readonly target: number;
  readonly plannedCents: number;
  /** The intent's own stream. */
  readonly rng: Rng;
}

/** A piece of routine life: when it happens, to whom, and what it intends. One file each. */
export interface Behavior {
  /** snake_case, unique. */
  readonly name: string;
  /** What people do and why, with the source of its numbers. */
  readonly doc: string;
  readonly who: Who;
  readonly when: AtRate | OnDayOfMonth;
  /** Typologies whose shape it has. Its rows go to `truth/look_alikes`. */
  readonly lookAlikeOf?: readonly string[];
  /**
   * Proposes the intents of one occasion. Draws come from `rng`, the stream of (behaviour, agent, day, occasion);
   * nothing here may depend on what was paid, declined or defrauded before.
   */
  readonly plan: (plan: Plan, agent: number, rng: Rng) => void;
  /** Share of the payments it plans that come to be made, where `amountNow` lets many be. Default 1. */
  readonly rowShare?: number;
  /** At the time of a transfer: the amount in cents, 0 to let it be. Default: as planned. */
  readonly amountNow?: (present: Present) => number;
  /** At the time of an event: does it and writes it. Required of behaviours that plan events. */
  readonly enact?: (present: Present) => void;
}
