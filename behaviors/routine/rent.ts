import { defineBehavior, packTransfer, RENT, Trait, timeBetween } from '../../src/define.ts';

const STANDING_ORDER = packTransfer({ type: 'standing_order', channel: 'batch', reference: 'rent' });
const dueDay = new Trait('rent_day');

/** Tenants pay by standing order in the first days of the month, most on the first business day. */
export default defineBehavior({
  name: 'rent',
  doc: 'Rent by standing order at the beginning of the month, of persons and of businesses for their premises.',
  who: 'persons',
  when: {
    dayOfMonth: (world, person) => {
      const { customers } = world;
      if (customers.housing[person] !== RENT || customers.housingCents[person]! <= 0) return 0;
      const u = dueDay.of(world, person);
      return u < 0.6 ? 1 : u < 0.75 ? 2 : u < 0.95 ? 3 : 5;
    },
    onBusinessDays: true,
  },
  plan: (plan, person, rng) => {
    const { customers } = plan.world;
    const landlord = customers.housingAccount[person]!;
    const cents = customers.housingCents[person]!;
    plan.transfer(person, timeBetween(6, 9, rng), customers.currentAccount[person]!, landlord, cents, STANDING_ORDER);
  },
});
