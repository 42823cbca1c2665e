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
  handOn,
  kept,
  type Parameters,
  payIn,
  pool,
  recruit,
  sophistication,
} from '../../src/define.ts';

const parameters = {
  sources: {
    kind: 'integer_range',
    default: [3, 8],
    min: 2,
    max: 40,
    unit: 'accounts',
    doc: 'Accounts that pay the hub with cash paid in before.',
    source: 'catalogue entry A7; the numbers are those of AMLSim for fan-in',
    sizesCampaign: true,
  },
  recipients: {
    kind: 'integer_range',
    default: [3, 8],
    min: 2,
    max: 40,
    unit: 'accounts',
    doc: 'Accounts among which the hub divides what it gathered.',
    source: 'catalogue entry A7; the numbers are those of AMLSim for fan-out',
    sizesCampaign: true,
  },
  amount: {
    kind: 'range',
    default: [150, 900],
    min: 20,
    max: 5_000,
    unit: 'EUR',
    doc: 'What a source brings on average.',
    source: 'assumption',
  },
  window_days: {
    kind: 'range',
    default: [1, 8],
    min: 0.1,
    max: 60,
    unit: 'days',
    doc: 'Time within which the sources pay.',
    source: 'AMLSim (period 5 to 20 days), shortened (assumption)',
  },
  hold_hours: {
    kind: 'range',
    default: [2, 60],
    min: 0.1,
    max: 720,
    unit: 'hours',
    doc: 'Median time for which the hub keeps the money; sigma of its logarithm 0.7.',
    source: 'catalogue entry A7: exponential with a mean of a day',
  },
  hub_fee: {
    kind: 'range',
    default: [0.05, 0.1],
    min: 0,
    max: 0.5,
    doc: 'Share that stays with the hub.',
    source: 'catalogue entry A7: 5 to 10 %',
  },
  kept,
  cashed_share: cashedShare,
  sophistication,
  camouflage,
} as const satisfies Parameters;

export default defineTypology({
  name: 'gather_scatter',
  family: 'laundering',
  doc: 'Several accounts pay a hub, which divides what it gathered among several others: whose money went to whom can no longer be said.',
  source: 'AMLSim and AMLworld (catalogue entry A7)',
  lookAlikes: ['customer_invoices', 'supplier_payments'],
  parameters,
  roles: {
    source: 'Brings cash to the bank and pays the hub.',
    hub: 'Gathers and divides, often a small business whose account is used to both.',
    recipient: 'Receives a part and takes it out, or lives on it.',
  },
  expectedRows: ({ sources, recipients, cashed_share }) => 2 * sources + recipients * (1 + cashed_share),
  run(scene) {
    const { values, rng } = scene;
    const sources = recruit(scene, { role: 'source', count: values.sources, herdedShare: 0.25 }, rng);
    const [hub] = recruit(scene, { role: 'hub', count: 1, businessShare: 0.5 }, rng);
    const recipients = recruit(scene, { role: 'recipient', count: values.recipients, herdedShare: 0.25 }, rng);
    if (hub === undefined || sources.length < 2 || recipients.length < 2) {
      scene.conclude('aborted: no accomplices');
      return EMPTY;
    }
    const care = values.sophistication;
    const windowMs = values.window_days * DAY;
    const spread = 0.1 + 0.5 * rng.uniform();
    const gathered$ = merge(
      ...sources.map((source, ordinal) => {
        const stream = rng.fork('source', ordinal);
        const cents = 100 * values.amount * stream.logNormal(1, spread);
        const visit = { visits: 1, delayMs: windowMs * stream.uniform() };
        const style = { delayMs: [5 * HOUR, 1], kept: values.kept, care } as const;
        return payIn(scene, source, cents, visit, stream).pipe(
          concatMap((purse) => handOn(scene, purse, hub, style, stream)),
        );
      }),
    ).pipe(pool(hub));
    const scattering = {
      delayMs: [values.hold_hours * HOUR, 0.7],
      gapMs: 14 * HOUR,
      inOneGo: 0.5,
      evenness: 1 + 5 * rng.uniform(),
      kept: values.hub_fee,
      care,
    } as const;
    const scattered$ = gathered$.pipe(
      concatMap((purse) => distribute(scene, purse, recipients, scattering, rng.fork('scatter'))),
      mergeMap((part, ordinal) => {
        const stream = rng.fork('exit', ordinal);
        if (!stream.chance(values.cashed_share)) return EMPTY;
        const holding = { ...part, cents: part.cents * (1 - values.kept) };
        return cashOut(scene, holding, { pieces: 1, delayMs: [12 * HOUR, 1.1], care }, stream);
      }),
    );
    const hiding = { share: values.camouflage, fraudRows: 2 * sources.length, windowMs };
    return merge(scattered$, cover(scene, [...sources, ...recipients], hiding, rng.fork('cover')));
  },
});
