import { AliasTable } from '../kernel/alias-table.ts';
import { Rng, streamKey } from '../kernel/random.ts';
import { type Customers, MORTGAGE, OWNED, RENT, WITH_FAMILY } from './customers.ts';
import { type HouseholdMember, householdKinds } from './household-kinds.ts';
import { personaIndex, personas } from './personas.ts';
import { degreesEastPerKm, degreesNorthPerKm, type Places } from './places.ts';

const DAYS_PER_YEAR = 365.25;
// Grown children live with heads of this age and older, and are so much younger.
const PARENT_AGE = 40;
const GENERATION_YEARS = 20;
// Share of households outside the built-up area, and how much farther out they lie.
const RURAL_SHARE = 0.22;
const RURAL_FACTOR = 2.2;

/**
 * Puts all persons into households: consecutive rows share a home, a city and a way of housing. Sets household, city,
 * coordinates, persona, birth day and housing, and returns the number of households. Household `h` draws from its own
 * stream, so that a larger world begins with the same households.
 */
export function settleHouseholds(seed: number, customers: Customers, places: Places, startDay: number): number {
  const key = streamKey(seed, 'world/household');
  const rng = new Rng();
  let household = 0;
  for (let person = 0; person < customers.personCount; household++) {
    rng.seek(key, household, 0);
    const kindIndex = kindTable.draw(rng);
    const kind = householdKinds[kindIndex]!;
    const city = places.pickHome(rng.uint32(), rng.uint32());
    const spreadKm = places.radiusKm[city]! * (rng.chance(RURAL_SHARE) ? RURAL_FACTOR : 1);
    const latitude = places.latitude[city]! + rng.normal() * spreadKm * degreesNorthPerKm;
    const longitude = places.longitude[city]! + rng.normal() * spreadKm * degreesEastPerKm(latitude);
    const tables = memberTables[kindIndex]!;
    let headAge = 0;
    let headHousing = RENT;
    for (let position = 0; position < kind.members.length; position++) {
      const member = kind.members[position]!;
      // Every member draws alike whether he exists or not, and rows past the end are not filled.
      const exists = rng.chance(member.chance);
      const persona = tables[position]!.draw(rng);
      const age = drawAge(rng, persona, member, headAge);
      const housing = drawHousing(rng, persona, age);
      if (!exists || (member.relation === 'child' && headAge < PARENT_AGE) || person >= customers.personCount) {
        continue;
      }
      if (position === 0) {
        headAge = age;
        headHousing = kind.name === 'shared_flat' ? RENT : housing;
      }
      customers.household[person] = household;
      customers.city[person] = city;
      customers.latitude[person] = latitude;
      customers.longitude[person] = longitude;
      customers.persona[person] = persona;
      customers.birthDay[person] = Math.floor(startDay - age * DAYS_PER_YEAR);
      customers.housing[person] = member.relation === 'child' ? WITH_FAMILY : headHousing;
      person++;
    }
  }
  return household;
}

const kindTable = new AliasTable(householdKinds.map((kind) => kind.share));
const memberTables = householdKinds.map((kind) =>
  kind.members.map((member) => new AliasTable(personas.map((persona) => member.personas[persona.name] ?? 0))),
);
const retired = personaIndex('retired');
const young = new Set([personaIndex('student'), personaIndex('newcomer')]);

/** Age in years; always two draws. */
function drawAge(rng: Rng, persona: number, member: HouseholdMember, headAge: number): number {
  const [youngest, oldest] = personas[persona]!.ages;
  const u = rng.uniform();
  const normal = rng.normal();
  if (member.relation === 'partner') return clamp(headAge + 4 * normal, youngest, oldest + 0.99);
  const span = oldest + 1 - youngest;
  if (member.relation === 'child') {
    const most = Math.min(oldest + 1, headAge - GENERATION_YEARS);
    return youngest + u * Math.max(1, most - youngest);
  }
  // The old grow fewer with age, the young are spread evenly, the rest gather in mid-life.
  if (persona === retired) return youngest + span * u * Math.sqrt(u);
  if (young.has(persona)) return youngest + span * u;
  return clamp(youngest + span * (0.48 + 0.23 * normal), youngest + u, oldest + u);
}

/** Homes are bought in the thirties: before, most who could own still rent. */
function drawHousing(rng: Rng, persona: number, age: number): number {
  const [rent, mortgage, owned] = personas[persona]!.housing;
  const settled = age < 30 ? 0.35 : age < 38 ? 0.8 : 1;
  const u = rng.uniform() * (rent + mortgage + owned);
  if (u < mortgage * settled) return MORTGAGE;
  return u >= mortgage && u < mortgage + owned * settled ? OWNED : RENT;
}

function clamp(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value;
}
