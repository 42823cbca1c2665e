import { concatMap, EMPTY, merge, mergeMap } from 'rxjs';
import {
  camouflage,
  cashedShare,
  cashOut,
  cover,
  DAY,
  defineTypology,
  distribute,
  HOUR,
  kept,
  type Parameters,
  payIn,
  placements,
  recruit,
  sophistication,
} from '../../src/define.ts';

const parameters = {
  regions: {
    kind: 'integer_range',
    default: [2, 4],
    min: 2,
    max: 10,
    unit: 'accounts',
    doc: 'Distributors of the second stage, each with recipients of his own.',
    source: 'catalogue entry A10: two or three stages',
    sizesCampaign: true,
  },
  recipients_each: {
    kind: 'integer_range',
    default: [2, 5],
    min: 2,
    max: 20,
    unit: 'accounts',
    doc: 'Recipients of one of them.',
    source: 'catalogue entries A9 and A10: 3 to 6 for each node',
    sizesCampaign: true,
  },
  amount: {
    kind: 'range',
    default: [120, 600],
    min: 20,
    max: 5_000,
    unit: 'EUR',
    doc: 'What a recipient gets on average.',
    source: 'assumption',
  },
  stage_gap_days: {
    kind: 'range',
    default: [0.3, 2.5],
    min: 0.05,
    max: 30,
    unit: 'days',
    doc: 'Median time between receipt and distribution; sigma of its logarithm 0.6.',
    source: 'catalogue entry A9: 1 to 3 days',
  },
  placements,
  kept,
  cashed_share: cashedShare,
  sophistication,
  camouflage,
} as const satisfies Parameters;

export default defineTypology({
  name: 'layered_fan_out',
  family: 'laundering',
  doc: 'One account pays a few, each of which pays several more, like a payroll in two stages, until the sums are too small to be asked about.',
  source: 'SAML-D, "layered fan-out" (catalogue entry A10)',
  lookAlikes: ['household_money', 'salary'],
  parameters,
  roles: {
    centre: 'Pays the cash in and divides it among the regions.',
    regional_distributor: 'Divides what it got among its recipients.',
    recipient: 'Receives a part and takes it out, or lives on it.',
  },
  expectedRows: ({ placements, regions, recipients_each, cashed_share }) =>
    placements + regions * (1 + recipients_each * (1 + cashed_share)),
  run(scene) {
    const { values, rng } = scene;
    const [centre] = recruit(scene, { role: 'centre', count: 1, businessShare: 0.5 }, rng);
    const regions = recruit(scene, { role: 'regional_distributor', count: values.regions, businessShare: 0.2 }, rng);
    if (centre === undefined || regions.length < 2) {
      scene.conclude('aborted: no accomplices');
      return EMPTY;
    }
    const style = {
      delayMs: [values.stage_gap_days * DAY, 0.6],
      gapMs: 9 * HOUR,
      inOneGo: 0.5,
      evenness: 2 + 6 * rng.uniform(),
      kept: values.kept,
      care: values.sophistication,
    } as const;
    const cents = 100 * values.amount * regions.length * values.recipients_each;
    const paid$ = payIn(scene, centre, cents, { visits: values.placements }, rng.fork('placement')).pipe(
      concatMap((purse) => distribute(scene, purse, regions, style, rng.fork('centre'))),
      mergeMap((purse, region) => {
        const stream = rng.fork('region', region);
        const recipients = recruit(
          scene,
          { role: 'recipient', count: values.recipients_each, herdedShare: 0.25 },
          stream,
        );
        return distribute(scene, purse, recipients, style, stream);
      }),
      mergeMap((part, ordinal) => {
        const stream = rng.fork('exit', ordinal);
        if (!stream.chance(values.cashed_share)) return EMPTY;
        const holding = { ...part, cents: part.cents * (1 - values.kept) };
        return cashOut(scene, holding, { pieces: 1, delayMs: [9 * HOUR, 1.1], care: values.sophistication }, stream);
      }),
    );
    const fraudRows = values.regions * values.recipients_each;
    const hiding = { share: values.camouflage, fraudRows, windowMs: 4 * DAY };
    return merge(paid$, cover(scene, [centre, ...regions], hiding, rng.fork('cover')));
  },
});
