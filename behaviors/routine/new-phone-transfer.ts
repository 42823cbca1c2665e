import {
  bindNewDevice,
  codesOf,
  defineBehavior,
  eventTypes,
  everybody,
  HOUR,
  MINUTE,
  packTransfer,
  recordOfflineEvent,
  recordOwnEvent,
  timeBetween,
  typedCents,
} from '../../src/define.ts';

const EVENT = codesOf(eventTypes);
const FROM_SAVINGS = packTransfer({ type: 'credit_transfer', channel: 'mobile', reference: 'savings' });
const PAYMENTS = (['deposit', 'car', 'furniture', 'holiday'] as const).map((reference) =>
  packTransfer({ type: 'instant_transfer', channel: 'mobile', reference, newPayee: true }),
);
const PER_DAY = 0.00022;
const NEW_SIM = 0.4;
const NEW_PASSWORD = 0.6;
const HIGHER_LIMIT = 0.5;
/** Median of a deposit for a flat, a used car, a kitchen; at most this share of what is there. */
const MEDIAN_CENTS = 140_000;
const SIGMA = 0.8;
const MOST_OF_BALANCE = 0.85;
const LEAST_CENTS = 20_000;

const BINDS = 0;
const RESETS = 1;
const CHANGES_SIM = 2;
const RAISES_LIMIT = 3;

/**
 * Moving house: a new telephone, often a new SIM card and password, and on the same day savings that go to a new payee for
 * the deposit, the car or the kitchen. It looks like `account_takeover`.
 */
export default defineBehavior({
  name: 'new_phone_transfer',
  doc: 'A new telephone and, hours later, a large payment to a new payee: a deposit, a car, a kitchen.',
  who: 'persons',
  when: { perDay: everybody, times: PER_DAY },
  lookAlikeOf: ['account_takeover', 'safe_account'],
  plan: (plan, person, rng) => {
    const { customers, institutions } = plan.world;
    let time = timeBetween(8, 19, rng);
    if (rng.uniform() < NEW_SIM) plan.event(person, time - (0.2 + 2 * rng.uniform()) * HOUR, CHANGES_SIM);
    if (rng.uniform() < NEW_PASSWORD) plan.event(person, time - (1 + 6 * rng.uniform()) * MINUTE, RESETS);
    plan.event(person, time, BINDS);
    time += (4 + 230 * rng.uniform() * rng.uniform()) * MINUTE;
    if (rng.uniform() < HIGHER_LIMIT) plan.event(person, time - 2 * MINUTE, RAISES_LIMIT);
    const cents = Math.round(rng.logNormal(MEDIAN_CENTS, SIGMA));
    const current = customers.currentAccount[person]!;
    const savings = customers.savingsAccount[person]!;
    if (savings >= 0) plan.transfer(person, time, savings, current, cents, FROM_SAVINGS);
    time += (3 + 40 * rng.uniform()) * MINUTE;
    const kind = rng.below(PAYMENTS.length);
    const seller = rng.below(customers.personCount);
    const companies = kind === 0 ? institutions.housingCompanies : institutions.tradePartners;
    const isPerson = rng.uniform() < 0.45 && seller !== person;
    const payee = isPerson ? customers.currentAccount[seller]! : companies[rng.below(companies.length)]!;
    plan.transfer(person, time, current, payee, cents, PAYMENTS[kind]!);
  },
  amountNow: ({ world, origin, plannedCents, rng }) => {
    const cents = Math.min(plannedCents, world.ledger.available(origin as never) * MOST_OF_BALANCE);
    return cents < LEAST_CENTS ? 0 : typedCents(cents, 0.1, rng);
  },
  enact: (present) => {
    if (present.target === BINDS) bindNewDevice(present);
    else if (present.target === CHANGES_SIM) recordOfflineEvent(present, EVENT.sim_change);
    else recordOwnEvent(present, present.target === RESETS ? EVENT.password_reset : EVENT.limit_change);
  },
});
