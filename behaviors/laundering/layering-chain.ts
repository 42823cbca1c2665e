import { concatMap, EMPTY, expand, filter, map, merge, type Observable } from 'rxjs';
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
  placements,
  recruit,
  type Scene,
  sophistication,
  WAKING,
} from '../../src/define.ts';

const parameters = {
  layers: {
    kind: 'integer_range',
    default: [3, 8],
    min: 2,
    max: 14,
    unit: 'hops',
    doc: 'Hops from account to account.',
    source: 'PhantomLedger: 3 to 8; DataSynth: 2 to 14 by sophistication',
    sizesCampaign: true,
  },
  amount: {
    kind: 'range',
    default: [500, 5_000],
    min: 100,
    max: 9_500,
    unit: 'EUR',
    doc: 'Sum that is sent through the chain.',
    source: 'assumption',
  },
  slice_share: {
    kind: 'share',
    default: 0.35,
    min: 0,
    max: 1,
    doc: 'Share of hops that are made in two or three payments.',
    source: 'DataSynth: 2 to 3 slices per layer',
  },
  hop_hours: {
    kind: 'range',
    default: [2, 36],
    min: 0.05,
    max: 720,
    unit: 'hours',
    doc: 'Median time between receipt and hop; sigma of its logarithm 0.9.',
    source: 'Tide: 1 to 48 hours a hop',
  },
  return_share: {
    kind: 'share',
    default: 0.45,
    min: 0,
    max: 1,
    doc: 'Share of chains whose last hop leads back to the first account; the others end in cash, at an exchange or abroad.',
    source: 'DataSynth: 60 % with a return leg; fewer, since `cycle` is a typology of its own (assumption)',
  },
  business_share: {
    kind: 'share',
    default: 0.3,
    min: 0,
    max: 1,
    doc: 'Share of businesses among the accounts.',
    source: 'assumption',
  },
  placements,
  kept,
  sophistication,
  camouflage,
} as const satisfies Parameters;

type Values = Drawn<typeof parameters>;

/** A position in the chain. */
interface Position {
  readonly hop: number;
  readonly purse: Holding;
}

export default defineTypology({
  name: 'layering_chain',
  family: 'laundering',
  doc: 'Cash is sent through a chain of accounts, hop by hop and partly in slices, until nobody sees where it came from.',
  source: 'PhantomLedger; DataSynth; Tide (catalogue entry C1)',
  lookAlikes: ['pass_on', 'settling_up'],
  parameters,
  roles: {
    originator: 'Pays the cash in and sends it off; to some it comes back.',
    layer: 'Passes on what it received, less its pay.',
  },
  expectedRows: ({ placements, layers, slice_share }) => placements + layers * (1 + 1.5 * slice_share) + 1,
  run(scene) {
    const { values, rng } = scene;
    const businessShare = values.business_share;
    const [originator] = recruit(scene, { role: 'originator', count: 1, businessShare }, rng);
    const layers = recruit(scene, { role: 'layer', count: values.layers, businessShare, herdedShare: 0.3 }, rng);
    if (originator === undefined || layers.length < 2) {
      scene.conclude('aborted: no accomplices');
      return EMPTY;
    }
    const placed$ = payIn(scene, originator, 100 * values.amount, { visits: values.placements }, rng.fork('placement'));
    const chain$ = placed$.pipe(
      map((purse): Position => ({ hop: 0, purse })),
      expand((position) => (position.hop < layers.length ? passOn(scene, layers, position) : EMPTY)),
      filter(({ hop }) => hop === layers.length),
      concatMap(({ purse }) => finish(scene, purse, originator)),
    );
    const hiding = { share: values.camouflage, fraudRows: layers.length, windowMs: layers.length * DAY };
    return merge(chain$, cover(scene, [originator, ...layers], hiding, rng.fork('cover')));
  },
});

function passOn(scene: Scene<Values>, layers: readonly Accomplice[], { hop, purse }: Position): Observable<Position> {
  const { values } = scene;
  const rng = scene.rng.fork('hop', hop);
  const style = {
    delayMs: [values.hop_hours * HOUR, 0.9],
    kept: values.kept,
    care: values.sophistication,
    parts: rng.chance(values.slice_share) ? rng.between(2, 3) : 1,
  } as const;
  return handOn(scene, purse, layers[hop]!, style, rng).pipe(map((next) => ({ hop: hop + 1, purse: next })));
}

/** Back to where it came from, looking earned, or out of sight. */
function finish(scene: Scene<Values>, purse: Holding, originator: Accomplice): Observable<unknown> {
  const { values } = scene;
  const rng = scene.rng.fork('end');
  const care = values.sophistication;
  if (rng.chance(values.return_share)) {
    const style = { delayMs: [values.hop_hours * HOUR, 0.9], kept: values.kept, care, stage: 'integration' } as const;
    return handOn(scene, purse, originator, style, rng).pipe(map(({ cents }) => scene.gain(cents)));
  }
  const holding = { ...purse, cents: purse.cents * (1 - values.kept) };
  return cashOut(scene, holding, { pieces: 1, delayMs: [12 * HOUR, 1], hours: WAKING, care }, rng);
}
