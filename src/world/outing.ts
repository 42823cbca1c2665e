import type { AtRate } from '../kernel/behavior.ts';
import type { Plan } from '../kernel/plan.ts';
import type { Rng } from '../kernel/random.ts';
import { MINUTE } from '../kernel/units.ts';
import { purchaseRate } from './purchase-rates.ts';
import { categoryMix, planPurchase, planPurchaseAt } from './purchases.ts';

/** How people buy who, once they are at it, often go on to the next shop. */
export interface OutingHabits {
  /** Kinds of merchants, all of them online, or none. */
  readonly categories: readonly number[];
  /** Chance that a purchase is followed by another one, up to `most` of them. */
  readonly another: number;
  readonly most: number;
  /** Minutes to the next purchase, at least and up to how many more. */
  readonly minutes: readonly [least: number, more: number];
}

/** Purchases in a row, an occasion of one behaviour: shops in town, orders in an evening. */
export class Outing {
  /** When people set out: so often that all purchases together are as frequent as the categories say. */
  readonly when: AtRate;
  private readonly habits: OutingHabits;
  private readonly mix: ReturnType<typeof categoryMix>;

  constructor(habits: OutingHabits) {
    this.habits = habits;
    this.mix = categoryMix(habits.categories);
    let purchases = 1;
    for (let further = 1; further < habits.most; further++) purchases = 1 + habits.another * purchases;
    this.when = purchaseRate(habits.categories, 1 / purchases);
  }

  plan(plan: Plan, person: number, rng: Rng): void {
    const { another, most } = this.habits;
    const [least, more] = this.habits.minutes;
    let time = planPurchase(plan, person, this.drawCategory(rng), rng);
    for (let purchase = 1; purchase < most && time >= 0 && rng.uniform() < another; purchase++) {
      const next = plan.habits.choose(plan.world, person, this.drawCategory(rng), rng.uint32(), rng.uint32());
      if (next < 0) return;
      time += (least + more * rng.uniform()) * MINUTE;
      planPurchaseAt(plan, person, next, time, rng);
    }
  }

  private drawCategory(rng: Rng): number {
    return this.habits.categories[this.mix.draw(rng)]!;
  }
}
