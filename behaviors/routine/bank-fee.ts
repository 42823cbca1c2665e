import { defineBehavior, HOUR, MINUTE, packTransfer, Trait } from '../../src/define.ts';

const FEE = packTransfer({ type: 'fee', channel: 'batch' });
const PAYERS = 0.55;
const FEES_CENTS = [290, 390, 490, 590, 690, 790, 890] as const;
const fee = new Trait('account_fee');

/** What a current account costs, at month's end; half of the accounts are free. */
export default defineBehavior({
  name: 'bank_fee',
  doc: 'The monthly fee of a current account, for about half of them, on the last business day.',
  who: 'persons',
  when: { dayOfMonth: (world, person) => (fee.of(world, person) < PAYERS ? 31 : 0), onBusinessDays: true },
  plan: (plan, person, rng) => {
    const { customers, institutions, ledger } = plan.world;
    const account = customers.currentAccount[person]!;
    const bank = ledger.bankOf(account);
    // A bank has one price list.
    const cents = FEES_CENTS[(bank * 3 + (fee.of(plan.world, person) < 0.2 ? 2 : 0)) % FEES_CENTS.length]!;
    plan.transfer(person, 22 * HOUR + rng.uniform() * 59 * MINUTE, account, institutions.bankOwn[bank]!, cents, FEE);
  },
});
