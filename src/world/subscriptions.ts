import { ONLINE, STORED_CREDENTIAL } from '../kernel/options.ts';
import type { Plan } from '../kernel/plan.ts';
import type { Rng } from '../kernel/random.ts';
import { hash3, type StreamKey, streamKey } from '../kernel/random.ts';
import { HOUR } from '../kernel/units.ts';
import { cardOnFile, NO_INSTRUMENT } from './instruments.ts';
import { Trait } from './trait.ts';
import type { World } from './world.ts';

/** What such services cost a month, in cents; the dearer ones are family plans. */
const PRICES_CENTS = [399, 499, 599, 799, 899, 999, 999, 1_099, 1_199, 1_299, 1_399, 1_599, 1_799, 1_999] as const;
const FALLS_PER_YEAR = 0.007;
const DAYS_PER_YEAR = 365.25;

/**
 * A monthly charge to the card that the shop has on file: the same merchant, the same sum and the same date, month by
 * month. `holders` is the share of people of thirty who have it; the old have fewer.
 */
export class Subscription {
  private readonly category: number;
  private readonly holders: number;
  private readonly holder: Trait;
  private readonly date: Trait;
  private readonly price: Trait;
  private readonly key: StreamKey;

  constructor(name: string, category: number, holders: number) {
    this.category = category;
    this.holders = holders;
    this.holder = new Trait(`subscriber:${name}`);
    this.date = new Trait(`subscription_day:${name}`);
    this.price = new Trait(`subscription_price:${name}`);
    this.key = streamKey('subscription', name);
  }

  /** Day of the month of the charge, or 0 for who has no such subscription. */
  dayOfMonth(world: World, person: number): number {
    const age = (world.startDay - world.customers.birthDay[person]!) / DAYS_PER_YEAR;
    const share = Math.max(0.05, this.holders - (age - 30) * FALLS_PER_YEAR);
    if (this.holder.of(world, person) >= share || cardOnFile(world, person) === NO_INSTRUMENT) return 0;
    return this.date.between(world, person, 1, 28);
  }

  /** Plans this month's charge. */
  plan(plan: Plan, person: number, rng: Rng): void {
    const { world } = plan;
    const u = hash3(this.key, person, 0, world.seed);
    const merchant = world.merchants.pick(this.category, -1, u, hash3(this.key, person, 1, world.seed));
    if (merchant < 0) return;
    // The same service costs the same: its price depends on the merchant first, then on the plan chosen.
    const tier = merchant * 5 + (this.price.of(world, person) < 0.6 ? 0 : 4);
    const cents = PRICES_CENTS[tier % PRICES_CENTS.length]!;
    const options = cardOnFile(world, person) | ONLINE | STORED_CREDENTIAL;
    plan.purchase(person, (1 + 6 * rng.uniform()) * HOUR, merchant, cents, options);
  }
}
