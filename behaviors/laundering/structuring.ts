import { bufferCount, concatMap, EMPTY, filter, from, takeWhile, tap } from 'rxjs';
import {
  cashOut,
  DAY,
  type Drawn,
  defineTypology,
  depositCash,
  HOUR,
  isFinal,
  kept,
  type Parameters,
  type Rng,
  recruit,
  sophistication,
  WAKING,
} from '../../src/define.ts';

const parameters = {
  deposits: {
    kind: 'integer_range',
    default: [4, 12],
    min: 3,
    max: 60,
    unit: 'deposits',
    doc: 'Deposits into which the cash is broken up.',
    source: 'catalogue entry B1: 3 to 12; DataSynth: 3 to 24',
    sizesCampaign: true,
  },
  threshold: {
    kind: 'range',
    default: [2_500, 5_000],
    min: 200,
    max: 20_000,
    unit: 'EUR',
    doc: 'Sum from which the bank of the depositor asks where the cash comes from.',
    source:
      'BaFin 2021: proof of origin above 2,500 euros for occasional customers, 10,000 for one’s own; between them (assumption)',
  },
  near_share: {
    kind: 'share',
    default: 0.55,
    min: 0,
    max: 1,
    doc: 'Share of deposits just below the threshold; of the others two in three are about half of it, one is small.',
    source: 'PhantomLedger: 60 % near the threshold, 25 % at a third to two thirds, 15 % small',
  },
  days_between: {
    kind: 'range',
    default: [0.4, 3],
    min: 0.02,
    max: 30,
    unit: 'days',
    doc: 'Median time between two deposits; sigma of its logarithm 0.7.',
    source: 'DataSynth: 3 to 5 deposits in 3 days for the clumsy, 12 to 24 in 30 days for the skilled',
  },
  deposits_per_exit: {
    kind: 'integer_range',
    default: [2, 5],
    min: 1,
    max: 30,
    unit: 'deposits',
    doc: 'Deposits that gather before the money moves on.',
    source: 'assumption',
  },
  business_share: {
    kind: 'share',
    default: 0.4,
    min: 0,
    max: 1,
    doc: 'Share of depositors that are businesses, among whose takings such cash is least seen.',
    source: 'assumption',
  },
  kept,
  sophistication,
} as const satisfies Parameters;

type Values = Drawn<typeof parameters>;

export default defineTypology({
  name: 'structuring',
  family: 'laundering',
  doc: 'Somebody pays a large sum of cash in as many deposits that each stay below the sum from which the bank asks, and moves the money on as it gathers.',
  source: '31 CFR 1010.314; FFIEC, Appendix F (catalogue entry B1)',
  lookAlikes: ['cash_deposit', 'takings'],
  parameters,
  roles: { depositor: 'Owns the cash, or carries it for somebody, and pays it into his own account.' },
  expectedRows: ({ deposits, deposits_per_exit }) => deposits + Math.ceil(deposits / deposits_per_exit),
  run(scene) {
    const { values, rng, cast } = scene;
    const { business_share: businessShare } = values;
    const [depositor] = recruit(scene, { role: 'depositor', count: 1, businessShare, person: cast.accountHolder }, rng);
    if (depositor === undefined) {
      scene.conclude('aborted: no accomplices');
      return EMPTY;
    }
    return from(amounts(values, rng.fork('amounts'))).pipe(
      concatMap((cents, ordinal) => {
        const stream = rng.fork('deposit', ordinal);
        const delay = ordinal === 0 ? 0 : stream.logNormal(values.days_between * DAY, 0.7);
        return depositCash(scene, depositor, cents, delay, stream);
      }),
      takeWhile(({ declineReason }) => !isFinal(declineReason)),
      filter(({ approved }) => approved),
      bufferCount(values.deposits_per_exit),
      concatMap((deposits, ordinal) => {
        const stream = rng.fork('exit', ordinal);
        const sum = deposits.reduce((total, { amountCents }) => total + amountCents, 0);
        const cents = sum * (1 - values.kept * (0.5 + stream.uniform()));
        const holding = { holder: depositor, cents, receipt: deposits.at(-1)!.transactionId };
        const style = { pieces: 1, delayMs: [20 * HOUR, 1], hours: WAKING, care: values.sophistication } as const;
        return cashOut(scene, holding, style, stream);
      }),
      tap(({ declineReason }) => isFinal(declineReason) && scene.conclude(`aborted: ${declineReason}`)),
      takeWhile(({ declineReason }) => !isFinal(declineReason), true),
    );
  },
});

/** Deposits in cents: near the threshold, about half of it, or small. */
function amounts({ deposits, threshold, near_share }: Values, rng: Rng): number[] {
  const share = (): number => {
    if (rng.chance(near_share)) return 0.8 + 0.19 * rng.uniform();
    return rng.chance(2 / 3) ? 0.3 + 0.4 * rng.uniform() : 0.05 + 0.15 * rng.uniform();
  };
  return Array.from({ length: deposits }, () => 100 * threshold * share());
}
