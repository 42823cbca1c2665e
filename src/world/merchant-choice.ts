import { AliasTable } from '../kernel/alias-table.ts';
import { categories } from './categories.ts';
import type { PlannedMerchant } from './merchant-plan.ts';
import type { Places } from './places.ts';
import { unitDraw } from './unit-draw.ts';

/** The merchants among which people of a city choose, with their chances. */
interface Choice {
  readonly merchants: Int32Array;
  readonly table: AliasTable;
}

/**
 * Draws merchants by category, city and popularity. In every city the chains present share their part of the purchases,
 * the independents the rest; a city without shops of a category goes to the nearest city that has one.
 */
export function merchantChoice(
  plan: readonly PlannedMerchant[],
  shopsIn: (merchant: number, city: number) => number,
  places: Places,
): (category: number, city: number, u: number, v: number) => number {
  const rows = categories.map((): number[] => []);
  for (const [index, merchant] of plan.entries()) rows[merchant.category]!.push(index);
  const choices: (Choice | undefined)[][] = categories.map((category, index) => {
    const merchants = rows[index]!;
    if (category.online) return [choiceOf(merchants, (merchant) => plan[merchant]!.popularity)];
    const byCity = shopChoices(plan, merchants, category.chainShare, shopsIn, places);
    return byCity.map((choice, city) => choice ?? byCity[nearestWith(byCity, places, city)]);
  });
  return (category, city, u, v) => {
    const { online } = categories[category]!;
    if (!online && city < 0) return -1;
    const choice = choices[category]![online ? 0 : city];
    return choice === undefined ? -1 : choice.merchants[choice.table.at(unitDraw(u, v))]!;
  };
}

function shopChoices(
  plan: readonly PlannedMerchant[],
  merchants: readonly number[],
  chainShare: number,
  shopsIn: (merchant: number, city: number) => number,
  places: Places,
): (Choice | undefined)[] {
  const chains = merchants.filter((merchant) => plan[merchant]!.chainRegion !== undefined);
  const independents = Array.from({ length: places.count }, (): number[] => []);
  for (const merchant of merchants) {
    if (plan[merchant]!.chainRegion === undefined) independents[plan[merchant]!.city]!.push(merchant);
  }
  return independents.map((shops, city) => {
    const present = chains.filter((merchant) => shopsIn(merchant, city) > 0);
    const ofChains = chainShare / (sum(present.map((merchant) => plan[merchant]!.popularity)) || 1);
    const ofShops = (1 - chainShare) / (sum(shops.map((merchant) => plan[merchant]!.popularity)) || 1);
    return choiceOf([...present, ...shops], (merchant) => {
      const { popularity, chainRegion } = plan[merchant]!;
      return popularity * (chainRegion === undefined ? ofShops : ofChains);
    });
  });
}

function choiceOf(merchants: readonly number[], weight: (merchant: number) => number): Choice | undefined {
  const weights = merchants.map(weight);
  // A category that chains have to themselves leaves its independents without customers.
  if (!(sum(weights) > 0)) return undefined;
  return { merchants: Int32Array.from(merchants), table: new AliasTable(weights) };
}

function nearestWith(byCity: readonly (Choice | undefined)[], places: Places, city: number): number {
  for (const other of places.nearest(city)) if (byCity[other] !== undefined) return other;
  return city;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
