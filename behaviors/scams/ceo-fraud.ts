import { concatMap, EMPTY, filter, mergeMap, range, takeWhile, tap } from 'rxjs';
import {
  DAY,
  defineTypology,
  delayIntoWorkday,
  disperse,
  findVictim,
  HOUR,
  isFinal,
  type Parameters,
  payWillingly,
  recruit,
  sophistication,
} from '../../src/define.ts';

const parameters = {
  amount: {
    kind: 'number',
    default: 9_000,
    min: 500,
    max: 500_000,
    unit: 'EUR',
    doc: 'Median of what is asked for, within what the company has; sigma of its logarithm 0.8.',
    source: 'catalogue entry F6 has 60,000; less, in proportion to the turnover of the companies of this world',
  },
  taken: {
    kind: 'range',
    default: [0.15, 0.7],
    min: 0.02,
    max: 1,
    doc: 'Most that is asked for, as a share of what the company has.',
    source: 'assumption',
  },
  second_payment: {
    kind: 'share',
    default: 0.3,
    min: 0,
    max: 1,
    doc: 'Share of victims who are asked again and pay again, hours or a day later.',
    source: 'catalogue entry F6: 1 to 2 payments; the share is an assumption',
  },
  abroad_share: {
    kind: 'share',
    default: 0.35,
    min: 0,
    max: 1,
    doc: 'Share of payments straight to an account abroad; the others go to the account of a firm at home.',
    source:
      'IC3, PSA240911: intermediary banks in Hong Kong, the United Kingdom and elsewhere; the share is an assumption',
  },
  mules: {
    kind: 'integer_range',
    default: [2, 5],
    min: 1,
    max: 12,
    unit: 'mules',
    doc: 'Mules among whom what was paid at home is divided.',
    source: 'assumption',
    sizesCampaign: true,
  },
  hours: {
    kind: 'range',
    default: [0.5, 6],
    min: 0.05,
    max: 72,
    unit: 'hours',
    doc: 'Median time until the first account divides it, and again until the mules take it out.',
    source: 'assumption',
  },
  sophistication,
} as const satisfies Parameters;

/** Share of companies that have the money. */
const HAS_MEANS = 0.97;

export default defineTypology({
  name: 'ceo_fraud',
  family: 'scam',
  doc: 'A message in the name of the managing director: an urgent and confidential payment, late in the day and late in the week; the bookkeeper makes it.',
  source: 'IC3 on business e-mail compromise, PSA240911; UK Finance, CEO scams (catalogue entry F6)',
  lookAlikes: ['investments', 'supplier_payments'],
  parameters,
  roles: {
    victim: 'The company whose bookkeeper obeys.',
    front: 'Lends the account of a firm to which the payment goes.',
    payee_abroad: 'Receives it abroad.',
    mule: 'Takes out a part.',
  },
  expectedRows: ({ second_payment, abroad_share, mules }) =>
    HAS_MEANS * (1 + second_payment) * (1 + (1 - abroad_share) * 2 * mules),
  run(scene) {
    const { values, rng, cast, clock } = scene;
    const victim = findVictim(scene, () => cast.business());
    const [front] = recruit(scene, { role: 'front', count: 1, businessShare: 0.7, herdedShare: 0.6 }, rng);
    if (victim === undefined || front === undefined) {
      scene.conclude('aborted: nobody found');
      return EMPTY;
    }
    const isAbroad = rng.chance(values.abroad_share);
    const payee = isAbroad ? cast.foreignAccount() : front.account;
    if (isAbroad) scene.enlist('payee_abroad', { account: payee });
    const payments = rng.chance(values.second_payment) ? 2 : 1;
    // Most of it happens on Thursdays and Fridays, before a weekend in which nobody asks.
    const delayDays = rng.chance(0.6) ? daysUntilWeekend(clock.now()) : 0;
    return range(0, payments).pipe(
      concatMap((ordinal) => {
        const stream = rng.fork('payment', ordinal);
        const pause = ordinal === 0 ? delayDays * DAY : stream.logNormal(6 * HOUR, 0.9);
        const payment = {
          payee,
          cents: stream.logNormal(100 * values.amount, 0.8),
          mostShare: values.taken,
          leastShare: 0.1,
          isNewPayee: ordinal === 0,
          instantShare: isAbroad ? 0.2 : 0.6,
          care: 0.6,
          reference: stream.pick([undefined, 'invoice', 'order', 'deposit'] as const),
          retries: 1,
        } as const;
        return scene
          .wait(delayIntoWorkday([13, 18], clock.now(), pause, stream))
          .pipe(concatMap(() => payWillingly(scene, victim, payment, stream)));
      }),
      takeWhile(({ declineReason }) => !isFinal(declineReason)),
      filter(({ approved }) => approved),
      mergeMap(({ amountCents, transactionId }, ordinal) => {
        if (isAbroad) {
          scene.gain(amountCents);
          return EMPTY;
        }
        const loot = { holder: front, cents: amountCents, receipt: transactionId };
        const { mules, hours, sophistication: care } = values;
        return disperse(scene, loot, { mules, role: 'mule', hours, care }, rng.fork('loot', ordinal));
      }),
      tap(({ declineReason }) => isFinal(declineReason) && scene.conclude(`aborted: ${declineReason}`)),
    );
  },
});

/** Days from now to the next Thursday or Friday. */
function daysUntilWeekend(now: number): number {
  const weekday = (Math.floor(now / DAY) + 3) % 7;
  return weekday >= 3 && weekday <= 4 ? 0 : (3 - weekday + 7) % 7;
}
