import { AliasPool, type WeightedValues } from '../kernel/alias-pool.ts';
import { categories } from './categories.ts';
import type { PlannedMerchant } from './merchant-plan.ts';
import type { Places } from './places.ts';

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
  // A row for every category and city, and before them one for the internet.
  const stride = places.count + 1;
  const choices = new AliasPool(
    categories.flatMap((category, index) => {
      const merchants = rows[index]!;
      if (category.online) {
        const everywhere = choiceOf(merchants, (merchant) => plan[merchant]!.popularity);
        return Array.from({ length: stride }, () => everywhere);
      }
      const byCity = shopChoices(plan, merchants, category.chainShare, shopsIn, places);
      return [undefined, ...byCity.map((choice, city) => choice ?? byCity[nearestWith(byCity, places, city)])];
    }),
  );
  return (category, city, u, v) => choices.at(category * stride + city + 1, u, v);
}

function shopChoices(
  plan: readonly PlannedMerchant[],
  merchants: readonly number[],
  chainShare: number,
  shopsIn: (merchant: number, city: number) => number,
  places: Places,
): (WeightedValues | undefined)[] {
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

function choiceOf(merchants: readonly number[], weight: (merchant: number) => number): WeightedValues | undefined {
  const weights = merchants.map(weight);
  // A category that chains have to themselves leaves its independents without customers.
  if (!(sum(weights) > 0)) return undefined;
  return { values: merchants, weights };
}

function nearestWith(byCity: readonly (WeightedValues | undefined)[], places: Places, city: number): number {
  for (const other of places.nearest(city)) if (byCity[other] !== undefined) return other;
  return city;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
