import { routine, typologies } from '../../behaviors/index.ts';
import { type Rng, stableStream } from '../../src/kernel/random.ts';
import type { Parameter, Typology } from '../../src/kernel/typology.ts';

/** First days around which calendars go wrong: clock changes, a leap day, the end of a year and of a century's decade. */
const AWKWARD_STARTS = ['2026-03-27', '2026-10-23', '2028-02-27', '2026-12-29', '2029-12-30', '2027-05-30'];

/** A scenario, in the words of its file, that a seed stands for: any size, mix, parameters and dates that are allowed. */
export function randomScenario(seed: number): Record<string, unknown> {
  const rng = stableStream(seed, 'swarm', 0);
  const days = rng.between(3, 15);
  return {
    name: `swarm-${seed}`,
    seed: rng.uint32(),
    start: rng.chance(0.7) ? rng.pick(AWKWARD_STARTS) : randomDate(rng),
    days,
    warmup_days: rng.pick([0, 0, 1, 5, 20]),
    world: { customers: rng.between(100, 600), names: rng.chance(0.2) },
    fraud: {
      prevalence: rng.pick([0, 0.002, 0.01, 0.03, 0.1, 0.3]),
      mix: randomMix(rng),
    },
    behaviors: Object.fromEntries(
      routine.filter(() => rng.chance(0.1)).map(({ name }) => [name, rng.pick([0, 0.3, 2, 5])]),
    ),
  };
}

function randomDate(rng: Rng): string {
  const day = new Date(Date.UTC(rng.between(1985, 2095), rng.below(12), rng.between(1, 28)));
  return day.toISOString().slice(0, 10);
}

function randomMix(rng: Rng): Record<string, unknown> {
  const chosen = (typologies as readonly Typology[]).filter(() => rng.chance(0.6));
  const mix = chosen.length > 0 ? chosen : [typologies[0] as Typology];
  return Object.fromEntries(
    mix.map(({ name, parameters }) => {
      const settings = Object.entries(parameters)
        .filter(() => rng.chance(0.4))
        .map(([parameter, declared]) => [parameter, randomValue(declared, rng)]);
      return [name, { weight: rng.between(1, 5), ...Object.fromEntries(settings) }];
    }),
  );
}

/** Anything from the least to the most that is allowed, mostly near the small end, where small worlds have room. */
function randomValue(parameter: Parameter, rng: Rng): unknown {
  if (parameter.kind === 'choice') return rng.pick(parameter.choices);
  const { min, max, kind } = parameter;
  const isWhole = kind === 'integer' || kind === 'integer_range';
  const draw = (): number => {
    const value = min + (max - min) * rng.uniform() ** 3;
    return isWhole ? Math.round(value) : value;
  };
  if (kind === 'range' || kind === 'integer_range') return [draw(), draw()].sort((a, b) => a - b);
  return draw();
}
