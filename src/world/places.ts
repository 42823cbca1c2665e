import { AliasPool } from '../kernel/alias-pool.ts';
import { AliasTable } from '../kernel/alias-table.ts';
import { exp, pow } from '../kernel/elementary.ts';
import { cityRecords } from './cities.ts';
import { unitDraw } from './unit-draw.ts';

/** How far people go: for bread, for clothes, for an outing. Indexes `Places.pickNear`. */
export const LOCAL = 0;
export const REGIONAL = 1;
export const WIDE = 2;
export type Reach = typeof LOCAL | typeof REGIONAL | typeof WIDE;

/** Distance in km over which the wish to go falls to 1/e, by reach. */
const REACH_KM = [7, 22, 32] as const;
// Larger towns attract more than their share of the region, though less than in proportion to their inhabitants.
const ATTRACTION_EXPONENT = 0.8;

/** The cities of the home country as a struct of arrays, largest first. */
export interface Places {
  readonly count: number;
  readonly name: readonly string[];
  /** Names of the regions. */
  readonly regions: readonly string[];
  /** Index into `regions`, by city. */
  readonly region: Uint8Array;
  readonly latitude: Float64Array;
  readonly longitude: Float64Array;
  readonly population: Float64Array;
  /** Scatter of homes and shops around the centre: standard deviation in km along each axis. */
  readonly radiusKm: Float64Array;
  /** Price of housing relative to the country's mean. */
  readonly rentLevel: Float64Array;
  /** Draws a city in proportion to its inhabitants. `u` and `v` are uniform uint32. */
  pickHome(u: number, v: number): number;
  /** Draws the city to which somebody in `city` goes for a purchase: near ones and large ones more often. */
  pickNear(city: number, u: number, v: number, reach?: Reach): number;
  /** All cities by distance from `city`, itself first. */
  nearest(city: number): Uint16Array;
}

/** The cities of `XE`; the same in every world. */
export function buildPlaces(): Places {
  const count = cityRecords.length;
  const regions = [...new Set(cityRecords.map(([, region]) => region))].sort();
  const latitude = Float64Array.from(cityRecords, ([, , north]) => north);
  const longitude = Float64Array.from(cityRecords, ([, , , east]) => east);
  const population = Float64Array.from(cityRecords, ([, , , , inhabitants]) => inhabitants);
  const radiusKm = population.map((inhabitants) => 1.2 + 4.5 * Math.sqrt(inhabitants / 1_150_000));
  const distances = Array.from({ length: count }, (_, from) =>
    Float64Array.from({ length: count }, (_, to) =>
      from === to ? radiusKm[from]! : distanceKm(latitude[from]!, longitude[from]!, latitude[to]!, longitude[to]!),
    ),
  );
  const home = new AliasTable(population);
  const cities = Array.from({ length: count }, (_, city) => city);
  const near = new AliasPool(
    REACH_KM.flatMap((reachKm) =>
      distances.map((row) => ({
        values: cities,
        weights: row.map((km, to) => pow(population[to]!, ATTRACTION_EXPONENT) * exp(-km / reachKm)),
      })),
    ),
  );
  const nearest = distances.map((row, from) =>
    Uint16Array.from(row.keys()).sort((a, b) => Number(b === from) - Number(a === from) || row[a]! - row[b]!),
  );
  return {
    count,
    name: cityRecords.map(([name]) => name),
    regions,
    region: Uint8Array.from(cityRecords, ([, region]) => regions.indexOf(region)),
    latitude,
    longitude,
    population,
    radiusKm,
    rentLevel: population.map((inhabitants) => 0.86 * pow(inhabitants / 150_000, 0.14)),
    pickHome: (u, v) => home.at(unitDraw(u, v)),
    pickNear: (city, u, v, reach = REGIONAL) => near.at(reach * count + city, u, v),
    nearest: (city) => nearest[city]!,
  };
}

const KM_PER_DEGREE = 111.195;
const RADIANS_PER_DEGREE = 0.017453292519943295;

/** Degrees of latitude, and of longitude at a latitude, per km. */
export const degreesNorthPerKm = 1 / KM_PER_DEGREE;
export const degreesEastPerKm = (latitude: number): number => 1 / (KM_PER_DEGREE * cosine(latitude));

/**
 * Distance between two points in degrees, on the plane that touches the globe between them: within 0.2 % of the great
 * circle inside the country, and the same to the bit on every engine, which `Math.cos` is not.
 */
export function distanceKm(northA: number, eastA: number, northB: number, eastB: number): number {
  const north = northA - northB;
  const east = (eastA - eastB) * cosine((northA + northB) / 2);
  return KM_PER_DEGREE * Math.sqrt(north * north + east * east);
}

// Taylor series, exact to 1e-9 up to 60 degrees.
function cosine(degrees: number): number {
  const x = degrees * RADIANS_PER_DEGREE;
  const z = x * x;
  return 1 - (z / 2) * (1 - (z / 12) * (1 - (z / 30) * (1 - (z / 56) * (1 - (z / 90) * (1 - z / 132)))));
}
