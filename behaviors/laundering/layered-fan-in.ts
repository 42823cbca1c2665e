import { concatMap, EMPTY, merge, type Observable } from 'rxjs';
import {
  type Accomplice,
  camouflage,
  cashOut,
  cover,
  DAY,
  type Drawn,
  defineTypology,
  HOUR,
  type Holding,
  handOn,
  kept,
  type Parameters,
  payIn,
  pool,
  recruit,
  type Scene,
  sophistication,
  WAKING,
} from '../../src/define.ts';

const parameters = {
  regions: {
    kind: 'integer_range',
    default: [2, 4],
    min: 2,
    max: 10,
    unit: 'accounts',
    doc: 'Collectors of the second stage, each with sources of his own.',
    source: 'catalogue entry A9: two or three stages',
    sizesCampaign: true,
  },
  sources_each: {
    kind: 'integer_range',
    default: [2, 5],
    min: 2,
    max: 20,
    unit: 'accounts',
    doc: 'Sources that pay one of them.',
    source: 'catalogue entry A9: 3 to 6 for each node',
    sizesCampaign: true,
  },
  amount: {
    kind: 'range',
    default: [150, 800],
    min: 20,
    max: 5_000,
    unit: 'EUR',
    doc: 'What a source brings on average.',
    source: 'assumption',
  },
  window_days: {
    kind: 'range',
    default: [1, 6],
    min: 0.1,
    max: 60,
    unit: 'days',
    doc: 'Time within which the sources pay.',
    source: 'assumption',
  },
  stage_gap_days: {
    kind: 'range',
    default: [0.4, 2.5],
    min: 0.05,
    max: 30,
    unit: 'days',
    doc: 'Median time from the last receipt of a collector to his payment to the centre; sigma of its logarithm 0.5.',
    source: 'catalogue entry A9: 1 to 3 days',
  },
  exits: {
    kind: 'integer_range',
    default: [1, 3],
    min: 1,
    max: 10,
    unit: 'payments',
    doc: 'Payments by which the centre moves the money on.',
    source: 'assumption',
    sizesCampaign: true,
  },
  kept,
  sophistication,
  camouflage,
} as const satisfies Parameters;

type Values = Drawn<typeof parameters>;

export default defineTypology({
  name: 'layered_fan_in',
  family: 'laundering',
  doc: 'Sources pay collectors of their region with cash paid in before, the collectors pay one centre, and no account has more than a few payers.',
  source: 'SAML-D, "layered fan-in" (catalogue entry A9)',
  lookAlikes: ['club_dues', 'group_gift'],
  parameters,
  roles: {
    source: 'Brings cash to the bank and pays the collector of the region.',
    regional_collector: 'Gathers and pays the centre.',
    centre: 'Receives all of it and moves it out of sight.',
  },
  expectedRows: ({ regions, sources_each, exits }) => regions * (2 * sources_each + 1) + exits,
  run(scene) {
    const { values, rng } = scene;
    const [centre] = recruit(scene, { role: 'centre', count: 1, businessShare: 0.5 }, rng);
    const collectors = recruit(scene, { role: 'regional_collector', count: values.regions, businessShare: 0.2 }, rng);
    if (centre === undefined || collectors.length < 2) {
      scene.conclude('aborted: no accomplices');
      return EMPTY;
    }
    const care = values.sophistication;
    const collected$ = merge(
      ...collectors.map((collector, region) => {
        const stream = rng.fork('region', region);
        const style = { delayMs: [values.stage_gap_days * DAY, 0.5], kept: values.kept, care } as const;
        return collectRegion(scene, collector, region).pipe(
          concatMap((purse) => handOn(scene, purse, centre, style, stream)),
        );
      }),
    ).pipe(
      pool(centre),
      concatMap((purse) => {
        const holding = { ...purse, cents: purse.cents * (1 - values.kept) };
        return cashOut(
          scene,
          holding,
          { pieces: values.exits, delayMs: [12 * HOUR, 1], hours: WAKING, care },
          rng.fork('exit'),
        );
      }),
    );
    const fraudRows = 2 * values.regions * values.sources_each;
    const hiding = { share: values.camouflage, fraudRows, windowMs: values.window_days * DAY };
    return merge(collected$, cover(scene, [centre, ...collectors], hiding, rng.fork('cover')));
  },
});

/** The sources of a region, each in his own time; what the collector has when all have paid. */
function collectRegion(scene: Scene<Values>, collector: Accomplice, region: number): Observable<Holding> {
  const { values } = scene;
  const rng = scene.rng.fork('sources', region);
  const sources = recruit(scene, { role: 'source', count: values.sources_each, herdedShare: 0.2 }, rng);
  return merge(
    ...sources.map((source, ordinal) => {
      const stream = rng.fork('source', ordinal);
      const cents = 100 * values.amount * stream.logNormal(1, 0.4);
      const visit = { visits: 1, delayMs: values.window_days * DAY * stream.uniform() };
      const style = { delayMs: [6 * HOUR, 1], kept: values.kept, care: values.sophistication } as const;
      return payIn(scene, source, cents, visit, stream).pipe(
        concatMap((purse) => handOn(scene, purse, collector, style, stream)),
      );
    }),
  ).pipe(pool(collector));
}
