import { defineBehavior, packTransfer, Trait, timeOnline, typedCents } from '../../src/define.ts';

const TO_EXCHANGE = packTransfer({ type: 'instant_transfer', channel: 'mobile' });
const FIRST_TIME = packTransfer({ type: 'instant_transfer', channel: 'mobile', newPayee: true });
/** Share of people of thirty who hold crypto assets (ECB: 4-9 % of euro area adults); the old hardly do. */
const HOLDERS_AT_30 = 0.09;
const FALL_PER_YEAR = 0.0018;
const PER_DAY = 0.028;
const FIRST_SHARE = 0.03;
const OF_INCOME = 0.035;
const SIGMA = 0.9;
const MOST_OF_INCOME = 0.3;
const DAYS_PER_YEAR = 365.25;

const holder = new Trait('crypto');
const exchange = new Trait('exchange');

/** Small savings that go to a crypto exchange, by the young more than by the old. */
export default defineBehavior({
  name: 'crypto_purchases',
  doc: 'Transfers to a crypto exchange, now and then, by the young more than by the old.',
  who: 'persons',
  when: {
    perDay: (world, person) => {
      const age = (world.startDay - world.customers.birthDay[person]!) / DAYS_PER_YEAR;
      return holder.of(world, person) < HOLDERS_AT_30 - (age - 30) * FALL_PER_YEAR ? PER_DAY : 0;
    },
  },
  lookAlikeOf: ['crypto_offramp', 'investment'],
  plan: (plan, person, rng) => {
    const { world } = plan;
    const { customers, institutions } = world;
    const { exchanges } = institutions;
    const payee = exchanges[Math.floor(exchange.of(world, person) * exchanges.length)]!;
    const income = customers.incomeCents[person]!;
    const cents = typedCents(Math.min(MOST_OF_INCOME * income, rng.logNormal(OF_INCOME * income, SIGMA)), 0, rng);
    const options = rng.uniform() < FIRST_SHARE ? FIRST_TIME : TO_EXCHANGE;
    plan.transfer(person, timeOnline(plan.day, rng), customers.currentAccount[person]!, payee, cents, options);
  },
  amountNow: ({ world, origin, plannedCents }) =>
    world.ledger.balanceOf(origin) < 2 * plannedCents ? 0 : plannedCents,
});
