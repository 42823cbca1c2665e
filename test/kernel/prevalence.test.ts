import { expect } from 'chai';
import { EMPTY } from 'rxjs';
import {
  type Commitment,
  DebtController,
  describeRefusal,
  type Opening,
  type Quota,
  refusals,
} from '../../src/kernel/prevalence.ts';
import { Rng, streamKey } from '../../src/kernel/random.ts';
import { drawParameters, type Typology } from '../../src/kernel/typology.ts';
import { kolmogorov } from './statistics.ts';

/** Planned legitimate rows of a customer and day, about as many as the world has. */
const ROWS_PER_CUSTOMER_DAY = 1.45;
const PREVALENCE = 0.002;
const WARMUP_DAYS = 28;
const SEEDS = [1, 2, 3, 4, 5];
/** Beyond this, Kolmogorov-Smirnov has p < .01. */
const KOLMOGOROV_LIMIT = 1.63;

/** What a campaign of a kind is like. Sizes are rows; days say over how long the rows are spread. */
interface Kind {
  readonly name: string;
  readonly weight: number;
  readonly rows: readonly [number, number];
  readonly days: readonly [number, number];
  /** Share of campaigns that are cut short at a random moment. */
  readonly aborted: number;
}

/** About what the catalogue has. */
const kinds: readonly Kind[] = [
  { name: 'tests', weight: 5, rows: [24, 800], days: [1, 16], aborted: 0 },
  { name: 'takeover', weight: 3, rows: [2, 17], days: [0.5, 4], aborted: 0.1 },
  { name: 'scam', weight: 3, rows: [2, 28], days: [0, 20], aborted: 0.5 },
  { name: 'chain', weight: 2, rows: [7, 40], days: [0.1, 0.9], aborted: 0.1 },
  { name: 'collectors', weight: 1, rows: [12, 25], days: [5, 20], aborted: 0.1 },
  { name: 'ring', weight: 1, rows: [4, 15], days: [3, 18], aborted: 0.1 },
];
const totalWeight = kinds.reduce((sum, { weight }) => sum + weight, 0);

interface Played {
  readonly opening: Opening;
  readonly startedAt: number;
  /** Times of its rows in days, and when it ended. */
  readonly rows: readonly number[];
  readonly endsAt: number;
}

interface Course {
  readonly controller: DebtController;
  readonly played: readonly Played[];
  readonly quotaRows: number;
  readonly largestRows: number;
  writtenRows(untilDay: number): number;
}

describe('the prevalence controller', () => {
  for (const customers of [1_000, 10_000, 100_000]) {
    describe(`in a world of ${customers} customers`, () => {
      it('meets every typology within 10 % or one campaign', () => {
        for (const seed of SEEDS) {
          for (const kind of kinds) {
            const course = play(kind, { seed, customers, days: 180 });
            const tolerance = Math.max(0.1 * course.quotaRows, course.largestRows);
            expect(course.writtenRows(180), `${kind.name}, seed ${seed}`).to.be.closeTo(course.quotaRows, tolerance);
          }
        }
      });

      it('opens campaigns evenly over the log', () => {
        for (const kind of kinds) {
          const starts = SEEDS.flatMap((seed) => startsInLog(play(kind, { seed, customers, days: 180 })));
          expect(starts.length, kind.name).to.be.greaterThan(5);
          expect(
            kolmogorov(starts, (day) => day / 180),
            kind.name,
          ).to.be.lessThan(KOLMOGOROV_LIMIT);
        }
      });

      it('has campaigns of the sizes that the parameters give', () => {
        for (const kind of kinds) {
          const courses = SEEDS.map((seed) => play(kind, { seed, customers, days: 180 }));
          const sizes = courses.flatMap(({ played }) => played.map(({ opening }) => opening.plannedRows));
          const { parameterSettings } = courses[0]!.controller;
          const free = new Float64Array(1_000);
          for (let ordinal = 0; ordinal < 5_000; ordinal++) {
            const rng = new Rng(streamKey(9, `${ordinal}`));
            free[Number(drawParameters(typologyOf(kind).parameters, parameterSettings, rng).rows)]! += 1 / 5_000;
          }
          // Sizes are whole numbers: the distribution function is taken in the middle of each step.
          const share = (size: number): number => sumTo(free, size) + free[size]! / 2;
          const spread = free.findLastIndex(Boolean) - free.findIndex(Boolean);
          if (spread < 8) continue;
          expect(kolmogorov(sizes, share) - Math.sqrt(sizes.length) / (2 * spread), kind.name).to.be.lessThan(
            KOLMOGOROV_LIMIT,
          );
        }
      });
    });
  }

  it('meets the total within 2 %', () => {
    for (const customers of [10_000, 100_000]) {
      for (const seed of SEEDS) {
        const courses = kinds.map((kind) => play(kind, { seed, customers, days: 180 }));
        const quota = courses.reduce((sum, { quotaRows }) => sum + quotaRows, 0);
        const written = courses.reduce((sum, course) => sum + course.writtenRows(180), 0);
        expect(written, `${customers} customers, seed ${seed}`).to.be.closeTo(quota, 0.02 * quota);
      }
    }
  });

  it('rounds each typology by half a campaign at most, so that in a small world errors add up in quadrature', () => {
    const misses = Array.from({ length: 40 }, (_, seed) => {
      const courses = kinds.map((kind) => play(kind, { seed, customers: 1_000, days: 180 }));
      const error = courses.reduce((sum, course) => sum + course.writtenRows(180) - course.quotaRows, 0);
      return Math.abs(error) / Math.hypot(...courses.map(({ largestRows }) => largestRows / 2));
    });
    expect(misses.filter((miss) => miss > 1).length).to.be.at.most(6);
    expect(Math.max(...misses)).to.be.lessThan(1.6);
  });

  it('does not know when the run ends: a shorter run opens the same campaigns', () => {
    for (const kind of kinds) {
      const long = play(kind, { seed: 1, customers: 10_000, days: 120 });
      const short = play(kind, { seed: 1, customers: 10_000, days: 60 });
      const openings = ({ played }: Course): string[] =>
        played.map(({ opening, startedAt }) => `${startedAt} ${JSON.stringify(opening)}`);
      expect(openings(long).slice(0, short.played.length), kind.name).to.deep.equal(openings(short));
      expect(long.played.length).to.be.greaterThan(short.played.length);
    }
  });

  it('opens as many campaigns in the first and last tenth of the log as in between', () => {
    const starts = SEEDS.flatMap((seed) =>
      kinds.flatMap((kind) => startsInLog(play(kind, { seed, customers: 100_000, days: 180 }))),
    );
    const tenth = starts.length / 10;
    const first = starts.filter((day) => day < 18).length;
    const last = starts.filter((day) => day >= 162).length;
    expect(first).to.be.within(tenth * 0.94, tenth * 1.06);
    expect(last).to.be.within(tenth * 0.94, tenth * 1.06);
  });

  it('makes up for campaigns that are cut short', () => {
    const kind = { ...kinds[1]!, aborted: 1 };
    const course = play(kind, { seed: 1, customers: 10_000, days: 180 });
    const planned = course.played.reduce((sum, { opening }) => sum + opening.plannedRows, 0);
    expect(planned).to.be.greaterThan(1.6 * course.quotaRows);
    expect(course.writtenRows(180)).to.be.closeTo(course.quotaRows, 0.03 * course.quotaRows);
  });

  it('opens campaigns in the window of its quota only', () => {
    const course = play(kinds[1]!, { seed: 1, customers: 10_000, days: 180, window: [40, 100] });
    const starts = course.played.map(({ startedAt }) => startedAt);
    expect(Math.min(...starts)).to.be.within(40, 45);
    expect(Math.max(...starts)).to.be.within(95, 100);
    expect(kolmogorov(starts, (day) => (day - 40) / 60)).to.be.lessThan(KOLMOGOROV_LIMIT);
    expect(course.writtenRows(180)).to.be.closeTo(course.quotaRows, course.largestRows);
  });

  it('lets half a month of quota go into one campaign at most, and never goes below what the scenario asks for', () => {
    const settings = (customers: number): unknown =>
      play(kinds[0]!, { seed: 1, customers, days: 1 }).controller.parameterSettings.rows;
    expect(settings(1_000_000)).to.equal(undefined);
    const [low, high] = settings(10_000) as readonly [number, number];
    expect(low).to.equal(24);
    expect(high).to.be.within(60, (5 / 15) * 10_000 * ROWS_PER_CUSTOMER_DAY * PREVALENCE * 15);
    expect(settings(100)).to.deep.equal([24, 24]);
  });
});

describe('refusals', () => {
  const run = { fromDay: 0, untilDay: 30 };

  it('names a typology whose smallest campaign exceeds its share of the run, and what it needs', () => {
    const [refusal, ...others] = refusals([quotaOf(kinds[0]!)], 300, run);
    expect(others).to.deep.equal([]);
    expect(refusal).to.deep.include({ typology: 'tests', smallestRows: 24 });
    expect(refusal!.quotaRows).to.be.closeTo(6, 0.1);
    expect(describeRefusal(refusal!, { customers: 200, days: 30 })).to.equal(
      'its smallest campaign has 24 rows, its share of this run is 6; it needs 800 customers, 120 days, or 4.0 times the share',
    );
  });

  it('accepts the world that it asked for', () => {
    const [refusal] = refusals([quotaOf(kinds[0]!)], 300, run);
    expect(refusals([quotaOf(kinds[0]!)], 300 * refusal!.factor * 1.0001, run)).to.deep.equal([]);
    expect(
      refusals([quotaOf(kinds[0]!)], 300, { fromDay: 0, untilDay: Math.ceil(30 * refusal!.factor) }),
    ).to.deep.equal([]);
  });

  it('counts the days of the window only', () => {
    const quota = { ...quotaOf(kinds[1]!), fromDay: 25, untilDay: 100 };
    expect(refusals([quota], 3_000, run)).to.deep.equal([]);
    expect(refusals([quota], 300, run)).to.have.length(1);
    const [never] = refusals([{ ...quota, fromDay: 40 }], 3_000, run);
    expect(describeRefusal(never!, { customers: 200, days: 30 })).to.match(/its window does not meet the run$/);
  });
});

function sumTo(shares: Float64Array, end: number): number {
  let sum = 0;
  for (let index = 0; index < end; index++) sum += shares[index]!;
  return sum;
}

function typologyOf({ name, rows }: Kind): Typology {
  return {
    name,
    family: 'fraud',
    doc: '',
    source: '',
    lookAlikes: [],
    roles: {},
    parameters: {
      rows: { kind: 'integer_range', default: rows, min: 1, max: 1e6, doc: '', source: '', sizesCampaign: true },
    },
    expectedRows: (values) => Number(values.rows),
    run: () => EMPTY,
  };
}

function quotaOf(kind: Kind): Quota {
  return {
    typology: typologyOf(kind),
    perLegitimateRow: (PREVALENCE * kind.weight) / totalWeight,
    fromDay: -WARMUP_DAYS,
    untilDay: Number.POSITIVE_INFINITY,
    settings: {},
  };
}

interface Setting {
  readonly seed: number;
  readonly customers: number;
  /** Days of the log; it begins on day 0. */
  readonly days: number;
  readonly window?: readonly [number, number];
}

/** Plays campaigns of a kind day by day as the controller opens them; weekends are quieter. */
function play(kind: Kind, { seed, customers, days, window }: Setting): Course {
  const base = quotaOf(kind);
  const quota = window === undefined ? base : { ...base, fromDay: window[0], untilDay: window[1] };
  const rng = new Rng(streamKey(seed, `typology:${kind.name}`));
  const meanRows = customers * ROWS_PER_CUSTOMER_DAY;
  const controller = new DebtController(quota, meanRows * 30 * quota.perLegitimateRow, rng.fork('controller'));
  const played: Played[] = [];
  let open: { readonly course: Played; readonly commitment: Mutable<Commitment> }[] = [];
  let legitimateRows = 0;
  for (let day = -WARMUP_DAYS; day < days; day++) {
    // A campaign under way books what fell on the days before.
    for (const { course, commitment } of open) {
      commitment.fraudRows = course.rows.filter((time) => time < day).length;
      if (course.endsAt < day) commitment.endedAt = course.endsAt as never;
    }
    if (day === 0) controller.beginLog();
    const rows = meanRows * ((day + 700) % 7 < 5 ? 1.05 : 0.875);
    if (day >= Math.max(0, quota.fromDay) && day < quota.untilDay) legitimateRows += rows;
    for (const opening of controller.accrue(rows, day)) {
      const course = campaign(kind, opening, day, rng.fork('campaign', opening.ordinal));
      const commitment = { plannedRows: opening.plannedRows, fraudRows: 0, endedAt: -1 as const };
      controller.commit(commitment);
      played.push(course);
      open.push({ course, commitment });
    }
    open = open.filter(({ commitment }) => commitment.endedAt === -1);
  }
  const writtenRows = (untilDay: number): number =>
    played.reduce((sum, { rows }) => sum + rows.filter((time) => time >= 0 && time < untilDay).length, 0);
  const largestRows = Math.max(...played.map(({ opening, rows }) => Math.max(opening.plannedRows, rows.length)));
  return { controller, played, quotaRows: legitimateRows * quota.perLegitimateRow, largestRows, writtenRows };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function campaign(kind: Kind, opening: Opening, day: number, rng: Rng): Played {
  const startedAt = day + rng.uniform();
  const [shortest, longest] = kind.days;
  const days = shortest + (longest - shortest) * rng.uniform();
  const endsAt = startedAt + days * (rng.chance(kind.aborted) ? rng.uniform() : 1);
  // Real campaigns stray a little from what they promised.
  const count = Math.max(1, Math.round(opening.plannedRows * (0.9 + 0.2 * rng.uniform())));
  const rows = Array.from({ length: count }, () => startedAt + days * rng.uniform());
  return { opening, startedAt, endsAt, rows: rows.filter((time) => time <= endsAt) };
}

function startsInLog({ played }: Course): number[] {
  return played.map(({ startedAt }) => startedAt).filter((day) => day >= 0);
}
