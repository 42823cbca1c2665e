import { concatMap, EMPTY, groupBy, merge, mergeMap, toArray } from 'rxjs';
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
  recruit,
  sophistication,
} from '../../src/define.ts';

const parameters = {
  originators: {
    kind: 'integer_range',
    default: [2, 5],
    min: 2,
    max: 20,
    unit: 'accounts',
    doc: 'Accounts that pay.',
    source: 'catalogue entry A4: 2 to 7',
    sizesCampaign: true,
  },
  beneficiaries: {
    kind: 'integer_range',
    default: [2, 6],
    min: 2,
    max: 20,
    unit: 'accounts',
    doc: 'Accounts that are paid.',
    source: 'catalogue entry A4: 2 to 7',
    sizesCampaign: true,
  },
  density: {
    kind: 'range',
    default: [0.4, 1],
    min: 0.05,
    max: 1,
    doc: 'Share of the beneficiaries that an originator pays.',
    source: 'catalogue entry A4: all pairs, or 60 % of them',
  },
  amount: {
    kind: 'range',
    default: [150, 900],
    min: 20,
    max: 5_000,
    unit: 'EUR',
    doc: 'What an originator pays a beneficiary on average.',
    source: 'assumption',
  },
  window_days: {
    kind: 'range',
    default: [3, 12],
    min: 0.2,
    max: 60,
    unit: 'days',
    doc: 'About how long the payments take.',
    source: 'catalogue entry A4: 5 to 20 days',
  },
  business_share: {
    kind: 'share',
    default: 0.5,
    min: 0,
    max: 1,
    doc: 'Share of businesses among the originators.',
    source: 'assumption',
  },
  kept,
  cashed_share: cashedShare,
  sophistication,
  camouflage,
} as const satisfies Parameters;

export default defineTypology({
  name: 'bipartite',
  family: 'laundering',
  doc: 'A group of accounts filled with cash pays another group, many to many, like firms and their suppliers; the second group moves the money out of sight.',
  source: 'AMLSim, AMLworld and SAML-D (catalogue entry A4)',
  lookAlikes: ['supplier_payments'],
  parameters,
  roles: {
    originator: 'Pays cash in and pays several beneficiaries.',
    beneficiary: 'Is paid by several originators and takes the money out, or lives on it.',
  },
  expectedRows: ({ originators, beneficiaries, density, cashed_share }) =>
    originators * (1 + degree(beneficiaries, density)) + beneficiaries * cashed_share,
  run(scene) {
    const { values, rng } = scene;
    const businessShare = values.business_share;
    const originators = recruit(scene, { role: 'originator', count: values.originators, businessShare }, rng);
    const beneficiaries = recruit(
      scene,
      { role: 'beneficiary', count: values.beneficiaries, businessShare: 0.2, herdedShare: 0.25 },
      rng,
    );
    if (originators.length < 2 || beneficiaries.length < 2) {
      scene.conclude('aborted: no accomplices');
      return EMPTY;
    }
    const care = values.sophistication;
    const windowMs = values.window_days * DAY;
    const count = degree(beneficiaries.length, values.density);
    const paid$ = merge(
      ...originators.map((originator, ordinal) => {
        const stream = rng.fork('originator', ordinal);
        // Everybody begins with another beneficiary, so that nobody is left out.
        const turned = beneficiaries.map((_, index) => beneficiaries[(index + ordinal) % beneficiaries.length]!);
        const payees = stream.shuffle(turned.slice(0, count));
        const cents = 100 * values.amount * count * stream.logNormal(1, 0.4);
        const style = {
          delayMs: [8 * HOUR, 1],
          gapMs: (0.5 * windowMs) / count,
          inOneGo: 0.3,
          evenness: 2 + 4 * stream.uniform(),
          kept: values.kept,
          care,
        } as const;
        return payIn(scene, originator, cents, { visits: 1, delayMs: 0.4 * windowMs * stream.uniform() }, stream).pipe(
          concatMap((purse) => distribute(scene, purse, payees, style, stream)),
        );
      }),
    );
    const cashed$ = paid$.pipe(
      groupBy(({ holder }) => holder.account),
      mergeMap((receipts$, ordinal) => {
        const stream = rng.fork('exit', ordinal);
        if (!stream.chance(values.cashed_share)) return EMPTY;
        return receipts$.pipe(
          toArray(),
          concatMap((receipts) => {
            const cents = receipts.reduce((sum, part) => sum + part.cents, 0) * (1 - values.kept);
            const holding = { ...receipts.at(-1)!, cents };
            return cashOut(scene, holding, { pieces: 1, delayMs: [10 * HOUR, 1.1], care }, stream);
          }),
        );
      }),
    );
    const hiding = { share: values.camouflage, fraudRows: 2 * originators.length, windowMs };
    return merge(cashed$, cover(scene, [...originators, ...beneficiaries], hiding, rng.fork('cover')));
  },
});

/** Beneficiaries that an originator pays. */
function degree(beneficiaries: number, density: number): number {
  return Math.max(1, Math.round(beneficiaries * density));
}
