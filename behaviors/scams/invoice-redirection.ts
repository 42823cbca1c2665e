import { concatMap, EMPTY, filter, mergeMap, range, takeWhile, tap } from 'rxjs';
import {
  DAY,
  defineTypology,
  delayIntoWorkday,
  disperse,
  findVictim,
  isFinal,
  OFFICE,
  type Parameters,
  payWillingly,
  recruit,
  sophistication,
} from '../../src/define.ts';

const parameters = {
  consumer_share: {
    kind: 'share',
    default: 0.3,
    min: 0,
    max: 1,
    doc: 'Share of victims who are private persons, paying a craftsman or a deposit; the others are companies.',
    source: 'assumption; UK Finance counts both under invoice and mandate scams',
  },
  invoice: {
    kind: 'number',
    default: 2_600,
    min: 50,
    max: 200_000,
    unit: 'EUR',
    doc: 'Median of the redirected invoice of a company, within what it has; sigma of its logarithm 0.9. Persons owe half of it.',
    source: 'catalogue entry F5 has 45,000; less, in proportion to the invoices of the companies of this world',
  },
  further_invoices: {
    kind: 'integer_range',
    default: [0, 2],
    min: 0,
    max: 6,
    unit: 'invoices',
    doc: 'Further invoices of the same supplier that are paid to the new account before somebody asks.',
    source: 'catalogue entry F5: 1 to 3 payments',
    sizesCampaign: true,
  },
  days_between: {
    kind: 'range',
    default: [2, 9],
    min: 0.5,
    max: 45,
    unit: 'days',
    doc: 'Median time between two invoices; sigma of its logarithm 0.4.',
    source: 'assumption',
  },
  mules: {
    kind: 'integer_range',
    default: [2, 4],
    min: 1,
    max: 12,
    unit: 'mules',
    doc: 'Mules among whom the money of an invoice is divided at once.',
    source: 'FATF, Illicit Financial Flows from Cyber-Enabled Fraud, 2023; the number is an assumption',
    sizesCampaign: true,
  },
  hours: {
    kind: 'range',
    default: [0.7, 8],
    min: 0.05,
    max: 72,
    unit: 'hours',
    doc: 'Median time until the first account divides it, and again until the mules take it out.',
    source: 'assumption: gangs know when the payment is due and wait for it',
  },
  sophistication,
} as const satisfies Parameters;

/** Share of invoices that can be paid. */
const HAS_MEANS = 0.93;

export default defineTypology({
  name: 'invoice_redirection',
  family: 'scam',
  doc: 'Somebody who reads the mail of a supplier announces new bank details; the victim pays an invoice that he expected, in time and to the cent, to a stranger.',
  source: 'IC3 on business e-mail compromise, PSA240911; UK Finance, invoice and mandate scams (catalogue entry F5)',
  lookAlikes: ['bills_by_hand', 'supplier_payments'],
  parameters,
  roles: {
    victim: 'Pays an invoice to an account that is not the supplier’s.',
    false_supplier: 'Lends the account of the new bank details, often that of a small firm.',
    mule: 'Takes out a part.',
  },
  expectedRows: ({ further_invoices, mules }) => HAS_MEANS * (1 + further_invoices) * (1 + 2 * mules),
  run(scene) {
    const { values, rng, cast } = scene;
    const isConsumer = rng.chance(values.consumer_share);
    const victim = findVictim(scene, isConsumer ? cast.accountHolder : () => cast.business());
    const [supplier] = recruit(scene, { role: 'false_supplier', count: 1, businessShare: 0.5, herdedShare: 0.5 }, rng);
    if (victim === undefined || supplier === undefined) {
      scene.conclude('aborted: nobody found');
      return EMPTY;
    }
    const usualCents = rng.logNormal(100 * values.invoice * (isConsumer ? 0.5 : 1), 0.7);
    return range(0, 1 + values.further_invoices).pipe(
      concatMap((ordinal) => {
        const stream = rng.fork('invoice', ordinal);
        const pause = ordinal === 0 ? DAY * stream.uniform() : stream.logNormal(values.days_between * DAY, 0.4);
        const payment = {
          payee: supplier.account,
          cents: stream.logNormal(usualCents, 0.5),
          mostShare: 0.8,
          leastShare: 0.3,
          isNewPayee: ordinal === 0,
          instantShare: 0.25,
          // Many invoices are for odd sums.
          care: 1,
          reference: stream.pick(['invoice', 'invoice', 'invoice', 'order', undefined] as const),
        } as const;
        return scene
          .wait(delayIntoWorkday(OFFICE, scene.clock.now(), pause, stream))
          .pipe(concatMap(() => payWillingly(scene, victim, payment, stream)));
      }),
      takeWhile(({ declineReason }) => !isFinal(declineReason) && scene.isOpen(supplier.account)),
      filter(({ approved }) => approved),
      mergeMap(({ amountCents, transactionId }, ordinal) => {
        const loot = { holder: supplier, cents: amountCents, receipt: transactionId };
        const { mules, hours, sophistication: care } = values;
        return disperse(scene, loot, { mules, role: 'mule', hours, care }, rng.fork('loot', ordinal));
      }),
      tap(({ declineReason }) => isFinal(declineReason) && scene.conclude(`aborted: ${declineReason}`)),
    );
  },
});
