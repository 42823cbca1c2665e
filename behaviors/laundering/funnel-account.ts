import { bufferCount, concatMap, EMPTY, filter, from, merge, mergeMap, takeWhile, tap } from 'rxjs';
import {
  cashOut,
  DAY,
  defineTypology,
  depositCash,
  HOUR,
  isFinal,
  kept,
  type Parameters,
  recruit,
  sophistication,
  split,
  WAKING,
} from '../../src/define.ts';

const parameters = {
  depositors: {
    kind: 'integer_range',
    default: [4, 10],
    min: 3,
    max: 60,
    unit: 'people',
    doc: 'People of different towns who pay cash into the account.',
    source: 'catalogue entry B4: 5 to 60',
    sizesCampaign: true,
  },
  deposits_each: {
    kind: 'integer_range',
    default: [1, 3],
    min: 1,
    max: 10,
    unit: 'deposits',
    doc: 'Deposits that each of them makes.',
    source: 'assumption',
    sizesCampaign: true,
  },
  amount: {
    kind: 'range',
    default: [150, 1_200],
    min: 20,
    max: 9_900,
    unit: 'EUR',
    doc: 'What is paid in at a time, on average.',
    source:
      'FIN-2014-A005: below the reporting threshold; here below what banks ask occasional customers about (2,500 euros)',
  },
  days: {
    kind: 'range',
    default: [3, 12],
    min: 0.5,
    max: 60,
    unit: 'days',
    doc: 'Time for which the account is in use.',
    source: 'assumption: some days, before it is given up for another',
  },
  deposits_per_exit: {
    kind: 'integer_range',
    default: [2, 5],
    min: 1,
    max: 30,
    unit: 'deposits',
    doc: 'Deposits that gather before the holder takes them out.',
    source: 'DataSynth: all of it in 1 to 8 payments',
  },
  hold_hours: {
    kind: 'range',
    default: [2, 30],
    min: 0.1,
    max: 240,
    unit: 'hours',
    doc: 'Median time from the last of them to the withdrawal; sigma of its logarithm 0.9.',
    source: 'FIN-2014-A005: "with little time elapsing"',
  },
  kept,
  sophistication,
} as const satisfies Parameters;

export default defineTypology({
  name: 'funnel_account',
  family: 'laundering',
  doc: 'People in several towns pay cash into one account that is not theirs; its holder, somewhere else, takes it out as it comes.',
  source: 'FinCEN, FIN-2014-A005 (catalogue entry B4)',
  lookAlikes: ['takings'],
  parameters,
  roles: {
    depositor: 'Pays cash into the account of a stranger.',
    holder: 'Takes the money out, or sends it to an exchange or abroad.',
  },
  expectedRows({ depositors, deposits_each, deposits_per_exit }) {
    const deposits = depositors * deposits_each;
    return deposits + Math.ceil(deposits / deposits_per_exit);
  },
  run(scene) {
    const { values, rng } = scene;
    const [holder] = recruit(scene, { role: 'holder', count: 1, businessShare: 0.2, herdedShare: 0.3 }, rng);
    const depositors = recruit(scene, { role: 'depositor', count: values.depositors }, rng);
    if (holder === undefined || depositors.length < 2) {
      scene.conclude('aborted: no accomplices');
      return EMPTY;
    }
    const visits = values.deposits_each;
    return merge(
      ...depositors.map((depositor, ordinal) => {
        const stream = rng.fork('depositor', ordinal);
        const cents = 100 * values.amount * visits * stream.logNormal(1, 0.4);
        const start = 0.7 * values.days * DAY * stream.uniform();
        return from(split(cents, visits, 4, stream)).pipe(
          concatMap((part, visit) => {
            const gap = (0.3 * values.days * DAY) / visits;
            const delay = visit === 0 ? start : stream.exponential(gap);
            return depositCash(scene, depositor, part, delay, stream, holder.account);
          }),
        );
      }),
    ).pipe(
      takeWhile(({ declineReason }) => !isFinal(declineReason) && scene.isOpen(holder.account)),
      filter(({ approved }) => approved),
      bufferCount(values.deposits_per_exit),
      // One errand does not wait for another.
      mergeMap((deposits, ordinal) => {
        const stream = rng.fork('exit', ordinal);
        const sum = deposits.reduce((total, { amountCents }) => total + amountCents, 0);
        const cents = sum * (1 - values.kept * (0.5 + stream.uniform()));
        const holding = { holder, cents, receipt: deposits.at(-1)!.transactionId };
        const delayMs = [values.hold_hours * HOUR, 0.9] as const;
        return cashOut(scene, holding, { pieces: 1, delayMs, hours: WAKING, care: values.sophistication }, stream);
      }),
      tap(({ declineReason }) => isFinal(declineReason) && scene.conclude(`aborted: ${declineReason}`)),
      takeWhile(({ declineReason }) => !isFinal(declineReason), true),
    );
  },
});
