import { defineBehavior, packTransfer, personaIndex, Trait, timeOnline, typedCents } from '../../src/define.ts';

const HOME = ([undefined, undefined, 'gift', 'thanks', 'school', 'loan'] as const).map((reference) =>
  packTransfer({ type: 'credit_transfer', channel: 'mobile', ...(reference && { reference }) }),
);
const NEWCOMER = personaIndex('newcomer');
/** Share of people who support their family abroad: newcomers, and others. */
const SENDERS_NEW = 0.5;
const SENDERS = 0.012;
const LEAST_OF_INCOME = 0.04;
const MOST_OF_INCOME = 0.16;
const DAYS_AFTER_PAYDAY = 2;

const sender = new Trait('remitter');
const family = new Trait('family_abroad');
const part = new Trait('remitted_part');

/** A part of the wage goes to the family abroad, a few days after payday. */
export default defineBehavior({
  name: 'remittances',
  doc: 'Money for the family abroad, a few days after payday.',
  who: 'persons',
  when: {
    dayOfMonth: (world, person) => {
      const share = world.customers.persona[person] === NEWCOMER ? SENDERS_NEW : SENDERS;
      if (sender.of(world, person) >= share) return 0;
      return ((world.customers.payday[person]! + DAYS_AFTER_PAYDAY - 1) % 28) + 1;
    },
    onBusinessDays: false,
  },
  lookAlikeOf: ['deposit_send', 'repeated_overseas', 'romance'],
  plan: (plan, person, rng) => {
    const { world } = plan;
    const { customers, institutions } = world;
    const { foreignAccounts } = institutions;
    const payee = foreignAccounts[Math.floor(family.of(world, person) * foreignAccounts.length)]!;
    const share = LEAST_OF_INCOME + (MOST_OF_INCOME - LEAST_OF_INCOME) * part.of(world, person);
    const cents = typedCents(customers.incomeCents[person]! * share * (0.8 + 0.4 * rng.uniform()), 0, rng);
    const word = HOME[rng.below(HOME.length)]!;
    plan.transfer(person, timeOnline(plan.day, rng), customers.currentAccount[person]!, payee, cents, word);
  },
});
