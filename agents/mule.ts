import { type Campaign, personas, type Rng, type Shard, stableStream } from '../src/define.ts';

/**
 * Mules lend their accounts: students, newcomers and others under thirty-five with little money, who answered an
 * advertisement (Europol EMMA; Cifas: 83 % of UK mules are under 40). They go on living as before.
 */

/** Share of mules that a typology's recruiters have used before. */
const VETERANS = 0.2;
/** People whom the recruiters of a typology turn to again. */
const VETERAN_POOL = 60;
const MAX_TRIES = 200;
const DAYS_PER_YEAR = 365.25;

/** A mule for a campaign; returns the customer. */
export function recruit(shard: Shard, rng: Rng, campaign: Campaign): number {
  if (!rng.chance(VETERANS)) return search(shard, rng);
  const veteran = rng.below(VETERAN_POOL);
  return search(shard, stableStream(shard.seed, `veterans:${campaign.typology}`, veteran));
}

function search(shard: Shard, rng: Rng): number {
  const { customers } = shard.world;
  let candidate = 0;
  for (let attempt = 0; attempt < MAX_TRIES; attempt++) {
    candidate = rng.below(customers.personCount);
    if (customers.currentAccount[candidate]! >= 0 && rng.chance(recruitability(shard, candidate))) return candidate;
  }
  return candidate;
}

/** Relative chance to be recruited, at most 1 (assumption, shaped after the share of mules by age). */
function recruitability(shard: Shard, candidate: number): number {
  const { customers } = shard.world;
  const { name } = personas[customers.persona[candidate]!]!;
  const age = (shard.day - customers.birthDay[candidate]!) / DAYS_PER_YEAR;
  const byAge = age < 25 ? 1 : age < 35 ? 0.55 : age < 50 ? 0.16 : 0.06;
  const byPersona =
    name === 'newcomer' || name === 'student' ? 1 : name === 'wealthy' || name === 'retired' ? 0.15 : 0.55;
  return byAge * byPersona;
}
