import type { NumberParameter, RangeParameter } from '../kernel/typology.ts';

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

/** What everybody keeps through whose account the money goes. */
export const kept: RangeParameter = {
  kind: 'range',
  default: [0.02, 0.08],
  min: 0,
  max: 0.5,
  doc: 'Share that stays with every account the money goes through.',
  source: 'PhantomLedger: mules keep 5 to 10 %; AMLSim: margin 0.1',
};

/** In how many visits the cash comes to the bank. */
export const placements: RangeParameter = {
  kind: 'integer_range',
  default: [1, 3],
  min: 1,
  max: 12,
  unit: 'deposits',
  doc: 'Cash deposits by which the money comes to the bank.',
  source: 'assumption',
  sizesCampaign: true,
};

/** Whether the last accounts of a scheme move the money out of sight. */
export const cashedShare: NumberParameter = {
  kind: 'share',
  default: 0.7,
  min: 0,
  max: 1,
  doc: 'Share of the last accounts that take the money out, as cash, to an exchange or abroad; the others live on it.',
  source: 'assumption',
};
