import {
  defineBehavior,
  EMPLOYMENT_AGENCY,
  HOUR,
  MINUTE,
  packTransfer,
  STATE_PENSION,
  STUDENT_AID,
} from '../../src/define.ts';

const BENEFIT = packTransfer({ type: 'credit_transfer', channel: 'batch' });

/** Pensions, student aid and unemployment benefits come from the state, to the cent the same every month. */
export default defineBehavior({
  name: 'pension',
  doc: 'Pensions, student aid and unemployment benefits, the same every month.',
  who: 'persons',
  when: {
    dayOfMonth: (world, person) => {
      const payer = world.customers.incomeAccount[person]!;
      const { externalEmployers } = world.institutions;
      const isState =
        payer === externalEmployers[STATE_PENSION] ||
        payer === externalEmployers[STUDENT_AID] ||
        payer === externalEmployers[EMPLOYMENT_AGENCY];
      return isState ? world.customers.payday[person]! : 0;
    },
    onBusinessDays: true,
  },
  plan: (plan, person, rng) => {
    const { customers } = plan.world;
    const time = 3 * HOUR + rng.uniform() * 30 * MINUTE;
    const account = customers.currentAccount[person]!;
    plan.transfer(person, time, customers.incomeAccount[person]!, account, customers.incomeCents[person]!, BENEFIT);
  },
});
