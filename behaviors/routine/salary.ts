import { defineBehavior, HOUR, MINUTE, packTransfer, personaIndex, Trait, type World } from '../../src/define.ts';

const WAGE = packTransfer({ type: 'credit_transfer', channel: 'batch', reference: 'salary' });
const FEE = packTransfer({ type: 'credit_transfer', channel: 'batch', reference: 'invoice' });
const SELF_EMPLOYED = personaIndex('self_employed');
/** Share of employees with overtime, shifts or commissions, whose wage differs from month to month. */
const VARIABLE_SHARE = 0.22;
const VARIATION = 0.07;
const FEE_SIGMA = 0.25;

const hourOfBatch = new Trait('payroll_hour');
const variable = new Trait('variable_wage');

/**
 * Employers pay wages in a batch before dawn on payday or the next business day; four in five are the same every month
 * (recurring transfers: 70-90 % constant, Berka standing orders). Owners pay themselves from the business. The
 * self-employed without one are paid by their main client, never twice the same.
 */
export default defineBehavior({
  name: 'salary',
  doc: 'Wages on payday, from the employer of the world or outside it; the same every month for four in five.',
  who: 'persons',
  when: {
    dayOfMonth: (world, person) => (isWage(world, person) ? world.customers.payday[person]! : 0),
    onBusinessDays: true,
  },
  lookAlikeOf: ['fan_out', 'layered_fan_out'],
  plan: (plan, person, rng) => {
    const { world } = plan;
    const { customers } = world;
    const payer = customers.incomeAccount[person]!;
    const isFee = customers.persona[person] === SELF_EMPLOYED && world.ledger.owner[payer] === -1;
    const time = (2 + 4 * hourOfBatch.of(world, payer)) * HOUR + rng.uniform() * 4 * MINUTE;
    let cents = customers.incomeCents[person]!;
    if (isFee) cents = Math.round(rng.logNormal(cents * 0.97, FEE_SIGMA));
    else if (variable.of(world, person) < VARIABLE_SHARE) {
      cents = Math.round(cents * Math.max(0.6, 1 + VARIATION * rng.normal()));
    }
    plan.transfer(person, time, payer, customers.currentAccount[person]!, cents, isFee ? FEE : WAGE);
  },
});

/** Pensions and benefits come from the first three of the external employers. */
function isWage(world: World, person: number): boolean {
  const payer = world.customers.incomeAccount[person]!;
  const { externalEmployers } = world.institutions;
  return (
    payer >= 0 && payer !== externalEmployers[0] && payer !== externalEmployers[1] && payer !== externalEmployers[2]
  );
}
