import { defineBehavior, packTransfer, Trait, timeOnline, typedCents } from '../../src/define.ts';

const OUT = (['instant_transfer', 'credit_transfer'] as const).map((type) => ({
  known: packTransfer({ type, channel: 'mobile' }),
  first: packTransfer({ type, channel: 'mobile', newPayee: true }),
  saved: packTransfer({ type, channel: 'mobile', reference: 'savings' }),
}));
const BACK = packTransfer({ type: 'credit_transfer', channel: 'batch' });
/** Share of people who keep money at a neobank, a broker or a second home abroad, and how often they move some (assumption). */
const HOLDERS = 0.22;
const PER_DAY = 0.05;
const FIRST_SHARE = 0.06;
/** Share of the movements that bring money back. */
const BACK_SHARE = 0.45;
const INSTANT = 0.5;
const OF_INCOME = 0.09;
const SIGMA = 1.2;
const MOST_MONTHS = 2.5;

const holder = new Trait('account_abroad');
const provider = new Trait('provider_abroad');
const isCrypto = new Trait('provider_is_exchange');
const EXCHANGES = 0.25;

/**
 * Brokers, neobanks, exchanges and a flat by the sea: people move their own money to an account abroad and back, from
 * fifty euros to a month's wage and more.
 */
export default defineBehavior({
  name: 'account_abroad',
  doc: 'Money that people move to their own account at a neobank, broker or exchange abroad, and back.',
  who: 'persons',
  rowShare: 0.7,
  when: { perDay: (world, person) => (holder.of(world, person) < HOLDERS ? PER_DAY : 0) },
  lookAlikeOf: ['crypto_offramp', 'investment', 'mixing_service', 'pass_through', 'round_trip'],
  plan: (plan, person, rng) => {
    const { world } = plan;
    const { customers, institutions } = world;
    const pool = isCrypto.of(world, person) < EXCHANGES ? institutions.exchanges : institutions.foreignAccounts;
    const abroad = pool[Math.floor(provider.of(world, person) * pool.length)]!;
    const income = customers.incomeCents[person]!;
    const cents = typedCents(Math.min(MOST_MONTHS * income, rng.logNormal(OF_INCOME * income, SIGMA)), 0.1, rng);
    const account = customers.currentAccount[person]!;
    const time = timeOnline(plan.day, rng);
    if (rng.uniform() < BACK_SHARE) {
      plan.transfer(person, time, abroad, account, cents, BACK);
      return;
    }
    const rail = OUT[rng.uniform() < INSTANT ? 0 : 1]!;
    const kind = rng.uniform();
    const options = kind < FIRST_SHARE ? rail.first : kind < 0.4 ? rail.saved : rail.known;
    plan.transfer(person, time, account, abroad, cents, options);
  },
  // Nobody goes without for it, and what comes back is what was put there.
  amountNow: ({ world, agent, origin, plannedCents }) => {
    const isOut = origin === world.customers.currentAccount[agent]!;
    const has = world.ledger.balanceOf(world.customers.currentAccount[agent]!);
    if (isOut) return has < 1.4 * plannedCents ? 0 : plannedCents;
    return has < 0.7 * world.customers.incomeCents[agent]! ? plannedCents : 0;
  },
});
