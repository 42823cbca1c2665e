import { exp, pow } from '../kernel/elementary.ts';
import { normalQuantile } from '../kernel/normal-quantile.ts';
import { packTransfer } from '../kernel/options.ts';
import type { Plan } from '../kernel/plan.ts';
import { QuantileTable } from '../kernel/quantile-table.ts';
import type { Rng } from '../kernel/random.ts';
import { type BillerKind, billerFor, billers, billersOf } from './billers.ts';
import { WITH_FAMILY } from './customers.ts';
import { timeBetween } from './timing.ts';
import { Trait } from './trait.ts';
import type { World } from './world.ts';

const REFERENCE_INCOME_CENTS = 220_000;
/** Bills rise with income to this power. */
const INCOME_ELASTICITY = 0.45;
/** Bills that differ from month to month do so by this sigma of the logarithm. */
const MONTHLY_SIGMA = 0.18;
/** Who does not pay on the first has another day, up to this one. */
const LAST_DAY = 28;
/** What customers of a biller pay, without the largest and the smallest two hundredth. */
const levels = billers.map(({ medianCents, sigma }) =>
  QuantileTable.fromFunction((unit) => medianCents * exp(sigma * normalQuantile(0.005 + 0.99 * unit)), 256),
);
const ON_THE_FIRST = 0.3;
const ON_THE_FIFTEENTH = 0.18;

/**
 * The bills of one kind: who gets them, when, how much, from whom. Collected by direct debit in the morning of a
 * business day.
 */
export class Bills {
  private readonly kind: BillerKind;
  private readonly holder: Trait;
  private readonly level: Trait;
  private readonly provider: Trait;
  private readonly day: Trait;
  private readonly options: number;

  constructor(kind: BillerKind) {
    this.kind = kind;
    this.holder = new Trait(`bill_holder:${kind}`);
    this.level = new Trait(`bill_level:${kind}`);
    this.provider = new Trait(`bill_provider:${kind}`);
    this.day = new Trait(`bill_day:${kind}`);
    const { reference } = billers[billersOf(kind)[0]!]!;
    this.options = packTransfer({ type: 'direct_debit', channel: 'batch', reference });
  }

  /** Day of the month on which a person pays, or 0 if he has no such bill. */
  dayOfMonth(world: World, person: number): number {
    const { coverage, perHousehold } = billers[billersOf(this.kind)[0]!]!;
    if (perHousehold && !isHeadOfHousehold(world, person)) return 0;
    if (this.holder.of(world, person) >= coverage) return 0;
    const u = this.day.of(world, person);
    if (u < ON_THE_FIRST) return 1;
    if (u < ON_THE_FIRST + ON_THE_FIFTEENTH) return 15;
    return 1 + Math.floor(((u - ON_THE_FIRST - ON_THE_FIFTEENTH) / (1 - ON_THE_FIRST - ON_THE_FIFTEENTH)) * LAST_DAY);
  }

  /** Plans this month's bill. `share` is what of it falls due, for bills that are not sent every month. */
  plan(plan: Plan, person: number, rng: Rng, share = 1): void {
    const { world } = plan;
    const row = billerFor(this.kind, this.provider.of(world, person));
    const { constant } = billers[row]!;
    const means = pow(world.customers.incomeCents[person]! / REFERENCE_INCOME_CENTS, INCOME_ELASTICITY);
    const usual = levels[row]!.at(this.level.of(world, person)) * means * share;
    const cents = constant ? agreedCents(usual) : Math.round(rng.logNormal(usual, MONTHLY_SIGMA));
    const origin = world.customers.currentAccount[person]!;
    plan.transfer(person, timeBetween(7, 10, rng), origin, world.institutions.billers[row]!, cents, this.options);
  }
}

/** The first person of a household pays for all. */
export function isHeadOfHousehold(world: World, person: number): boolean {
  const { household, housing } = world.customers;
  return (person === 0 || household[person - 1] !== household[person]) && housing[person] !== WITH_FAMILY;
}

/** What contracts say: whole euros when large, .99 or half euros when small. */
function agreedCents(cents: number): number {
  const euros = Math.max(2, Math.round(cents / 100));
  if (euros >= 60) return euros * 100;
  return euros % 3 === 0 ? euros * 100 - 1 : euros % 3 === 1 ? euros * 100 : euros * 100 - 50;
}
