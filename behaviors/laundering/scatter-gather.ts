import { concatMap, EMPTY, merge, mergeMap } from 'rxjs';
import {
  camouflage,
  cashOut,
  cover,
  DAY,
  defineTypology,
  distribute,
  HOUR,
  handOn,
  kept,
  type Parameters,
  payIn,
  placements,
  pool,
  recruit,
  sophistication,
  WAKING,
} from '../../src/define.ts';

const parameters = {
  intermediaries: {
    kind: 'integer_range',
    default: [3, 9],
    min: 2,
    max: 40,
    unit: 'accounts',
    doc: 'Accounts through which the money goes side by side.',
    source: 'catalogue entry A6 (AMLSim): 3 to 15',
    sizesCampaign: true,
  },
  amount: {
    kind: 'range',
    default: [150, 900],
    min: 20,
    max: 5_000,
    unit: 'EUR',
    doc: 'What goes through an intermediary on average.',
    source: 'assumption',
  },
  window_days: {
    kind: 'range',
    default: [0.5, 5],
    min: 0.05,
    max: 60,
    unit: 'days',
    doc: 'About how long the scattering takes.',
    source: 'assumption',
  },
  hold_hours: {
    kind: 'range',
    default: [3, 40],
    min: 0.1,
    max: 720,
    unit: 'hours',
    doc: 'Median time that an intermediary keeps what it received; sigma of its logarithm 0.8.',
    source: 'assumption',
  },
  exits: {
    kind: 'integer_range',
    default: [1, 3],
    min: 1,
    max: 8,
    unit: 'payments',
    doc: 'Payments by which the gatherer moves the money on.',
    source: 'assumption',
    sizesCampaign: true,
  },
  placements,
  kept,
  sophistication,
  camouflage,
} as const satisfies Parameters;

export default defineTypology({
  name: 'scatter_gather',
  family: 'laundering',
  doc: 'One account divides cash among several, and each passes its part on to the same third account, which moves it out of sight: who gave it to whom is blurred.',
  source: 'AMLSim and AMLworld (catalogue entry A6)',
  lookAlikes: ['group_gift', 'pass_on'],
  parameters,
  roles: {
    scatterer: 'Pays the cash in and divides it.',
    intermediary: 'Receives a part and passes it on.',
    gatherer: 'Receives all parts and moves them on.',
  },
  expectedRows: ({ intermediaries, placements, exits }) => placements + 2 * intermediaries + exits,
  run(scene) {
    const { values, rng } = scene;
    const [scatterer] = recruit(scene, { role: 'scatterer', count: 1, businessShare: 0.25 }, rng);
    const intermediaries = recruit(
      scene,
      { role: 'intermediary', count: values.intermediaries, herdedShare: 0.3 },
      rng,
    );
    const [gatherer] = recruit(scene, { role: 'gatherer', count: 1, businessShare: 0.25 }, rng);
    if (scatterer === undefined || gatherer === undefined || intermediaries.length < 2) {
      scene.conclude('aborted: no accomplices');
      return EMPTY;
    }
    const care = values.sophistication;
    const windowMs = values.window_days * DAY;
    const cents = 100 * values.amount * intermediaries.length;
    const scattering = {
      delayMs: [8 * HOUR, 1],
      gapMs: windowMs / intermediaries.length,
      inOneGo: 0.4,
      evenness: 2 + 6 * rng.uniform(),
      kept: values.kept,
      care,
    } as const;
    const gathered$ = payIn(scene, scatterer, cents, { visits: values.placements }, rng.fork('placement')).pipe(
      concatMap((purse) => distribute(scene, purse, intermediaries, scattering, rng.fork('scatter'))),
      // Everybody passes on when he has received, whatever the others do.
      mergeMap((part, ordinal) => {
        const gathering = { delayMs: [values.hold_hours * HOUR, 0.8], kept: values.kept, care } as const;
        return handOn(scene, part, gatherer, gathering, rng.fork('gather', ordinal));
      }),
      pool(gatherer),
      concatMap((purse) => {
        const holding = { ...purse, cents: purse.cents * (1 - values.kept) };
        const style = { pieces: values.exits, delayMs: [10 * HOUR, 1], hours: WAKING, care } as const;
        return cashOut(scene, holding, style, rng.fork('exit'));
      }),
    );
    const hiding = { share: values.camouflage, fraudRows: 2 * intermediaries.length, windowMs };
    return merge(gathered$, cover(scene, [scatterer, ...intermediaries], hiding, rng.fork('cover')));
  },
});
