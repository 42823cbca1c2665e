import { defineBehavior, HOUR, MINUTE, packTransfer, timeBetween, typedCents } from '../../src/define.ts';

const FROM_SAVINGS = packTransfer({ type: 'instant_transfer', channel: 'mobile', reference: 'savings' });
const HELP = packTransfer({ type: 'instant_transfer', channel: 'mobile', reference: 'loan' });
const POT = packTransfer({ type: 'instant_transfer', channel: 'mobile', reference: 'shared_bills' });
const DEPOSIT = packTransfer({ type: 'instant_transfer', channel: 'mobile', reference: 'deposit', newPayee: true });
const CAR = packTransfer({ type: 'instant_transfer', channel: 'mobile', reference: 'car', newPayee: true });
const PER_DAY = 0.0003;
const MEDIAN_CENTS = 90_000;
const SIGMA = 0.9;
/** Chance that the helped one hands it to his partner or flatmate first, who has the contract. */
const VIA_ANOTHER = 0.45;
const MOST_MONTHS = 1.5;

/**
 * Parents help out: savings go to the child, who hands them on to a flatmate, who pays the deposit of the flat or the
 * car, all within minutes or hours and nothing stays behind. It looks like `instant_mule_chain`.
 */
export default defineBehavior({
  name: 'pass_on',
  doc: 'Savings, help and deposits that several people hand on within minutes or hours.',
  who: 'persons',
  when: { perDay: (world, person) => (world.social.degree(person) >= 2 ? PER_DAY : 0) },
  lookAlikeOf: ['instant_mule_chain', 'layering_chain', 'pass_through', 'scatter_gather'],
  plan: (plan, person, rng) => {
    const { customers, social, institutions } = plan.world;
    const { currentAccount, savingsAccount } = customers;
    const wanted = Math.min(rng.logNormal(MEDIAN_CENTS, SIGMA), MOST_MONTHS * customers.incomeCents[person]!);
    let cents = typedCents(wanted, 0.1, rng);
    let time = timeBetween(8, 17, rng);
    const savings = savingsAccount[person]!;
    if (savings >= 0) plan.transfer(person, time, savings, currentAccount[person]!, cents, FROM_SAVINGS);
    time += (2 + 60 * rng.uniform()) * MINUTE;
    let holder = social.pick(person, rng.uint32());
    plan.transfer(person, time, currentAccount[person]!, currentAccount[holder]!, cents, HELP);
    time += (3 + 90 * rng.uniform() * rng.uniform()) * MINUTE;
    const next = social.pick(holder, rng.uint32());
    if (rng.uniform() < VIA_ANOTHER && next >= 0 && next !== person && next !== holder) {
      cents = Math.round(cents * (0.9 + 0.1 * rng.uniform()));
      plan.transfer(holder, time, currentAccount[holder]!, currentAccount[next]!, cents, POT);
      holder = next;
      time += (3 + 90 * rng.uniform() * rng.uniform()) * MINUTE;
    }
    const isDeposit = rng.uniform() < 0.6;
    const payees = isDeposit ? institutions.housingCompanies : institutions.tradePartners;
    const final = payees[rng.below(payees.length)]!;
    const paid = Math.round(cents * (0.92 + 0.08 * rng.uniform()));
    plan.transfer(holder, Math.min(time, 23.9 * HOUR), currentAccount[holder]!, final, paid, isDeposit ? DEPOSIT : CAR);
  },
  // Without the help, nothing is handed on.
  amountNow: ({ world, origin, plannedCents }) =>
    world.ledger.available(origin as never) < plannedCents ? 0 : plannedCents,
});
