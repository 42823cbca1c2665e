import { hash3, streamKey } from '../kernel/random.ts';
import { categories } from './categories.ts';
import { NATIONWIDE, type PlannedMerchant } from './merchant-plan.ts';
import type { Places } from './places.ts';

/** Towns below this size do without some of the chains. */
const SMALL_TOWN = 60_000;
const SMALL_TOWN_PRESENCE = 0.55;

/**
 * How many shops each merchant has in each city: 0 or 1 for independents, more for chains. A world of few customers has
 * fewer of a chain's shops, as it has fewer merchants.
 */
export function shopNetwork(
  seed: number,
  plan: readonly PlannedMerchant[],
  places: Places,
  customerCount: number,
): (merchant: number, city: number) => number {
  const key = streamKey(seed, 'world/shops');
  const scale = Math.min(3, Math.max(0.15, Math.sqrt(customerCount / 100_000)));
  return (merchant, city) => {
    const { category, city: home, chainRegion, popularity } = plan[merchant]!;
    const { online, inhabitantsPerShop, chainShare } = categories[category]!;
    if (online) return 0;
    if (chainRegion === undefined) return Number(city === home);
    if (chainRegion !== NATIONWIDE && places.region[city] !== chainRegion) return 0;
    const isEverywhere = popularity >= 1 || chainShare > 0.9 || city === home;
    if (!isEverywhere && places.population[city]! < SMALL_TOWN) {
      if (hash3(key, merchant, city, 0) >= SMALL_TOWN_PRESENCE * 2 ** 32) return 0;
    }
    return Math.max(1, Math.round((scale * places.population[city]!) / inhabitantsPerShop));
  };
}
