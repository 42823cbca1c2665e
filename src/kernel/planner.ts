import { localDay } from '../world/calendar.ts';
import type { Habits } from '../world/habits.ts';
import type { World } from '../world/world.ts';
import type { AtRate, Behavior, Who } from './behavior.ts';
import { DueDates } from './due-dates.ts';
import type { Intents } from './intents.ts';
import { Occasions } from './occasions.ts';
import { Plan, type RowsPerPurchase } from './plan.ts';
import { Rng, type StreamKey, streamKey } from './random.ts';
import { Rates } from './rates.ts';
import { blocksOf, Turns } from './turns.ts';

/** Nobody does the same thing more often than this in a day. */
const MAX_OCCASIONS = 12;
/** Ordinals that the intents of one occasion may take. */
const ORDINALS = 16;

/** Agents of a kind, who are planned one block after the other. */
interface Group {
  readonly first: number;
  readonly count: number;
  readonly routines: readonly Routine[];
}

/** A behaviour with what the world says about it, ready for the daily loop. */
interface Routine {
  readonly plan: Behavior['plan'];
  readonly code: number;
  readonly rowShare: number;
  /** The stream of what is planned on an occasion. */
  readonly details: StreamKey;
  /** Who has an occasion on a day. */
  readonly calendar: Occasions | DueDates;
}

/**
 * Plans the routine life of a day for everybody, block by block of agents and behaviour by behaviour. Every draw is keyed
 * by (seed, behaviour, agent, day), or by a block of agents for who has an occasion, so that neither the order of work
 * nor another behaviour can change it.
 */
export class Planner {
  readonly plan: Plan;
  private readonly groups: readonly Group[];
  private readonly turns = new Turns();
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
    // Merchants come first: they settle what was bought on the days before.
    this.groups = (['merchants', 'persons', 'businesses'] as const).map((who) => {
      const [first, count] = agentsOf(world, who);
      const ratesOf = sharedRates(world, first, count);
      const routines = behaviors.flatMap((behavior, code) =>
        behavior.who === who
          ? [routine(seed, world, behavior, code, scale[behavior.name] ?? 1, first, count, ratesOf)]
          : [],
      );
      return { first, count, routines };
    });
  }

  /** Fills the intents with those of a local day (days since 1970-01-01), in no particular order. */
  planDay(dayIndex: number): void {
    const day = localDay(dayIndex);
    this.plan.begin(day);
    for (const { first, count, routines } of this.groups) {
      for (const { calendar } of routines) calendar.beginDay(day);
      for (let block = 0; block < blocksOf(count); block++) {
        for (const entry of routines) this.planBlock(entry, first, block, dayIndex);
      }
    }
  }

  private planBlock(entry: Routine, first: number, block: number, dayIndex: number): void {
    const { plan, rng, turns } = this;
    const { code, details, rowShare } = entry;
    entry.calendar.drawBlock(block, turns);
    const before = plan.visibleCount;
    for (let row = 0; row < turns.count; row++) {
      const agent = first + turns.agents[row]!;
      const ordinal = turns.ordinals[row]!;
      if (ordinal >= MAX_OCCASIONS) continue;
      plan.occasion(code, ordinal * ORDINALS);
      entry.plan(plan, agent, rng.seek(details, agent, dayIndex, ordinal));
    }
    plan.visibleCount = before + (plan.visibleCount - before) * rowShare;
  }
}

function routine(
  seed: number,
  world: World,
  behavior: Behavior,
  code: number,
  scale: number,
  first: number,
  count: number,
  ratesOf: (perDay: AtRate['perDay']) => Rates,
): Routine {
  const key = streamKey(seed, `behavior:${behavior.name}`);
  const { when, rowShare = 1 } = behavior;
  const shared = { plan: behavior.plan, code, rowShare, details: key.derive('details') };
  if (isAtRate(when)) {
    const { perDay, times = 1, factor } = when;
    return { ...shared, calendar: new Occasions(key.derive('occasions'), ratesOf(perDay), times * scale, factor) };
  }
  const dates = new Uint8Array(count);
  if (scale > 0) for (let row = 0; row < count; row++) dates[row] = when.dayOfMonth(world, first + row);
  return { ...shared, calendar: new DueDates(dates, when.onBusinessDays) };
}

/** Rates by the function that tells them, so that behaviours with the same one share a table. */
function sharedRates(world: World, first: number, count: number): (perDay: AtRate['perDay']) => Rates {
  const known = new Map<AtRate['perDay'], Rates>();
  return (perDay) => {
    const rates = known.get(perDay) ?? new Rates(count, (row) => perDay(world, first + row));
    known.set(perDay, rates);
    return rates;
  };
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
