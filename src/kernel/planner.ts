import { type LocalDay, localDay } from '../world/calendar.ts';
import type { Habits } from '../world/habits.ts';
import type { World } from '../world/world.ts';
import { type AtRate, type Behavior, EVERY_DAY, type OnDayOfMonth, type Who } from './behavior.ts';
import type { Intents } from './intents.ts';
import { Plan, type RowsPerPurchase } from './plan.ts';
import { hash3, Rng, type StreamKey, streamKey } from './random.ts';
import { poissonCount, RareOccasions } from './rare-occasions.ts';

const TWO_POW_32 = 2 ** 32;
/** Nobody does the same thing more often than this in a day. */
const MAX_OCCASIONS = 12;

/** A behaviour with what the world says about it, ready for the daily loop. */
interface Routine {
  readonly behavior: Behavior;
  readonly code: number;
  /** Decides whether and how often; `details` is the stream of what is then planned. */
  readonly occasions: StreamKey;
  readonly details: StreamKey;
  /** Mean occasions a day by agent, for behaviours at a rate. */
  readonly rates: Float32Array | undefined;
  /** Draws who, where rates are low. */
  readonly rare: RareOccasions | undefined;
  readonly factor: (day: LocalDay) => number;
  /** Who has which date, for the others. */
  readonly dates: Dates | undefined;
}

/** Agents by date of the month: those of date `d` are `agents[offsets[d]] .. agents[offsets[d + 1] - 1]`. */
interface Dates {
  readonly offsets: Int32Array;
  readonly agents: Int32Array;
}

/**
 * Plans the routine life of a day for everybody, behaviour by behaviour. Every draw is keyed by (seed, behaviour,
 * agent, day), or a block of agents for what is rare, so that neither the order of work nor another behaviour can change it.
 */
export class Planner {
  readonly plan: Plan;
  private readonly routines: readonly Routine[];
  private readonly rng = new Rng();

  /** `scale` multiplies the rate of a behaviour, by its name; what is not named is scaled by 1. */
  constructor(
    seed: number,
    world: World,
    behaviors: readonly Behavior[],
    intents: Intents,
    habits: Habits,
    scale: Readonly<Record<string, number>> = {},
    rowsPerPurchase?: RowsPerPurchase,
  ) {
    this.plan = new Plan(world, intents, habits, streamKey(seed, 'steps before a transfer'), rowsPerPurchase);
    this.routines = behaviors.map((behavior, code) => routine(seed, world, behavior, code, scale[behavior.name] ?? 1));
  }

  /** Fills the intents with those of a local day (days since 1970-01-01), in no particular order. */
  planDay(dayIndex: number): void {
    const day = localDay(dayIndex);
    this.plan.begin(day);
    for (const entry of this.routines) {
      const before = this.plan.visibleCount;
      if (entry.rates !== undefined) this.planAtRate(entry, entry.rates, day);
      else this.planOnDates(entry, entry.dates!, day);
      this.plan.visibleCount = before + (this.plan.visibleCount - before) * (entry.behavior.rowShare ?? 1);
    }
  }

  private planAtRate(entry: Routine, rates: Float32Array, day: LocalDay): void {
    const { behavior, code, occasions, details } = entry;
    const factor = entry.factor(day);
    if (factor === 0) return;
    const { plan, rng } = this;
    const { rare } = entry;
    if (rare !== undefined) {
      rare.drawDay(day.index, factor);
      for (let row = 0; row < rare.count; row++) {
        const agent = rare.agents[row]!;
        const occasion = rare.ordinals[row]!;
        if (occasion >= MAX_OCCASIONS) continue;
        plan.occasion(code, occasion * 16);
        behavior.plan(plan, agent, rng.seek(details, agent, day.index, occasion));
      }
      return;
    }
    const thresholdPerRate = factor * TWO_POW_32;
    for (let agent = 0; agent < rates.length; agent++) {
      const rate = rates[agent]!;
      if (rate === 0) continue;
      const draw = hash3(occasions, agent, day.index, 0);
      // The chance of at least one occasion is below the mean, so most agents are dismissed by one comparison.
      if (draw >= rate * thresholdPerRate) continue;
      const count = poissonCount(draw / TWO_POW_32, rate * factor, MAX_OCCASIONS);
      for (let occasion = 0; occasion < count; occasion++) {
        plan.occasion(code, occasion * 16);
        behavior.plan(plan, agent, rng.seek(details, agent, day.index, occasion));
      }
    }
  }

  private planOnDates(entry: Routine, { offsets, agents }: Dates, day: LocalDay): void {
    const { behavior, code, details } = entry;
    const due = dueDates(day, (behavior.when as OnDayOfMonth).onBusinessDays);
    if (due === undefined) return;
    const { plan, rng } = this;
    for (let date = 1; date <= EVERY_DAY; date++) {
      if (due[date] === 0) continue;
      for (let row = offsets[date]!; row < offsets[date + 1]!; row++) {
        const agent = agents[row]!;
        plan.occasion(code, 0);
        behavior.plan(plan, agent, rng.seek(details, agent, day.index, 0));
      }
    }
  }
}

function routine(seed: number, world: World, behavior: Behavior, code: number, scale: number): Routine {
  const key = streamKey(seed, `behavior:${behavior.name}`);
  const [first, count] = agentsOf(world, behavior.who);
  const { when } = behavior;
  const shared = { behavior, code, occasions: key.derive('occasions'), details: key.derive('details') };
  if (isAtRate(when)) {
    const rates = new Float32Array(first + count);
    for (let agent = first; agent < rates.length; agent++) rates[agent] = when.perDay(world, agent) * scale;
    const rare = RareOccasions.areRare(rates) ? new RareOccasions(shared.occasions, rates) : undefined;
    return { ...shared, rates, rare, factor: when.factor ?? (() => 1), dates: undefined };
  }
  const dates = new Uint8Array(first + count);
  if (scale > 0) for (let agent = first; agent < dates.length; agent++) dates[agent] = when.dayOfMonth(world, agent);
  return { ...shared, rates: undefined, rare: undefined, factor: () => 1, dates: byDate(dates) };
}

/** Sorts agents by their dates; who has date 0 is left out. */
function byDate(dates: Uint8Array): Dates {
  const offsets = new Int32Array(EVERY_DAY + 2);
  for (const date of dates) if (date > 0) offsets[date + 1]!++;
  for (let date = 1; date < offsets.length; date++) offsets[date]! += offsets[date - 1]!;
  const next = offsets.slice();
  const agents = new Int32Array(offsets[offsets.length - 1]!);
  for (let agent = 0; agent < dates.length; agent++) {
    const date = dates[agent]!;
    if (date > 0) agents[next[date]!++] = agent;
  }
  return { offsets, agents };
}

function isAtRate(when: Behavior['when']): when is AtRate {
  return 'perDay' in when;
}

/** First agent and number of agents. */
function agentsOf(world: World, who: Who): readonly [number, number] {
  const { customers, merchants } = world;
  switch (who) {
    case 'persons':
      return [0, customers.personCount];
    case 'businesses':
      return [customers.personCount, customers.count - customers.personCount];
    case 'merchants':
      return [0, merchants.count];
    default: {
      const never: never = who;
      throw new Error(`unknown agents ${never}`);
    }
  }
}

/**
 * Dates of the month that fall due on a day, as flags by date; date 31 means the last day. Undefined when none does.
 */
function dueDates(day: LocalDay, onBusinessDays: boolean): Uint8Array | undefined {
  if (onBusinessDays && !day.isBusinessDay) return undefined;
  const due = new Uint8Array(EVERY_DAY + 1);
  due[EVERY_DAY] = 1;
  let current = day;
  for (;;) {
    due[current.dayOfMonth] = 1;
    if (current.dayOfMonth === current.daysInMonth) due.fill(1, current.dayOfMonth, EVERY_DAY);
    if (!onBusinessDays) return due;
    const before = localDay(current.index - 1);
    if (before.isBusinessDay) return due;
    current = before;
  }
}
