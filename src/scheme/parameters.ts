import type { RangeParameter } from '../kernel/typology.ts';

/** How careful the criminals of a campaign are; every typology says what it makes of it. */
export const sophistication: RangeParameter = {
  kind: 'range',
  default: [0, 1],
  min: 0,
  max: 1,
  doc: 'How careful the criminals are: 0 basic, 1 advanced. The careful keep normal hours, spread and vary their sums.',
  source: 'assumption',
};

/** How much ordinary traffic hides a campaign. */
export const camouflage: RangeParameter = {
  kind: 'range',
  default: [0, 0.2],
  min: 0,
  max: 0.8,
  doc: 'Share of cover among the rows of a campaign: small, normal transfers between its members. They are no fraud.',
  source: 'DataSynth: 5 to 20 % cover traffic',
};
