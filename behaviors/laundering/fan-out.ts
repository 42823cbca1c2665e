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
  recipients: {
    kind: 'integer_range',
    default: [5, 10],
    min: 3,
    max: 40,
    unit: 'accounts',
    doc: 'Accounts among which the distributor divides the money.',
    source: 'AMLSim (5 to 10 accounts); AMLworld (degree up to 16)',
    sizesCampaign: true,
  },
  amount: {
    kind: 'range',
    default: [120, 800],
    min: 20,
    max: 5_000,
    unit: 'EUR',
    doc: 'What a recipient gets on average.',
    source: 'assumption',
  },
  window_days: {
    kind: 'range',
    default: [0.5, 8],
    min: 0.05,
    max: 60,
    unit: 'days',
    doc: 'About how long it takes until everybody is paid.',
    source: 'AMLSim (period 5 to 20 days); shorter, since money that is found is frozen (assumption)',
  },
  equal_share: {
    kind: 'share',
    default: 0.3,
    min: 0,
    max: 1,
    doc: 'Share of distributors who pay everybody the same.',
    source: 'catalogue entry A2: equal or Dirichlet split',
  },
  placements,
  kept,
  cashed_share: cashedShare,
  business_share: {
    kind: 'share',
    default: 0.3,
    min: 0,
    max: 1,
    doc: 'Share of distributors that are businesses, whose payments pass for wages and invoices.',
    source: 'assumption',
  },
  sophistication,
  camouflage,
} as const satisfies Parameters;

export default defineTypology({
  name: 'fan_out',
  family: 'laundering',
  doc: 'Cash goes into one account, which divides it among many within days; most of them take it out, so that no single sum is large.',
  source: 'AMLSim, AMLworld and SAML-D (catalogue entry A2)',
  lookAlikes: ['salary'],
  parameters,
  roles: {
    distributor: 'Pays the cash in and divides it among the recipients.',
    recipient: 'Receives a part and takes it out, or lives on it.',
  },
  expectedRows: ({ recipients, placements, cashed_share }) => placements + recipients * (1 + cashed_share),
  run(scene) {
    const { values, rng } = scene;
    const distributors = recruit(scene, { role: 'distributor', count: 1, businessShare: values.business_share }, rng);
    const recipients = recruit(scene, { role: 'recipient', count: values.recipients, herdedShare: 0.25 }, rng);
    const [distributor] = distributors;
    if (distributor === undefined || recipients.length < 2) {
      scene.conclude('aborted: no accomplices');
      return EMPTY;
    }
    const style = {
      delayMs: [6 * HOUR, 1],
      gapMs: (values.window_days * DAY) / recipients.length,
      inOneGo: 0.45,
      evenness: rng.chance(values.equal_share) ? Number.POSITIVE_INFINITY : 1 + 6 * rng.uniform(),
      kept: values.kept,
      care: values.sophistication,
    } as const;
    const cents = 100 * values.amount * recipients.length;
    const hiding = { share: values.camouflage, fraudRows: 2 * recipients.length, windowMs: values.window_days * DAY };
    const paid$ = payIn(scene, distributor, cents, { visits: values.placements }, rng.fork('placement')).pipe(
      concatMap((purse) => distribute(scene, purse, recipients, style, rng.fork('distribution'))),
      mergeMap((part, ordinal) => {
        const stream = rng.fork('exit', ordinal);
        if (!stream.chance(values.cashed_share)) return EMPTY;
        const holding = { ...part, cents: part.cents * (1 - values.kept) };
        return cashOut(scene, holding, { pieces: 1, delayMs: [9 * HOUR, 1.1], care: values.sophistication }, stream);
      }),
    );
    return merge(paid$, cover(scene, [distributor, ...recipients], hiding, rng.fork('cover')));
  },
});
