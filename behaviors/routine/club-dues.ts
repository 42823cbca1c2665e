import {
  clubMembers,
  clubTreasurer,
  defineBehavior,
  packTransfer,
  Trait,
  timeBetween,
  timeOnline,
} from '../../src/define.ts';

const DUES = packTransfer({ type: 'credit_transfer', channel: 'mobile', reference: 'club' });
const FIRST_DUES = packTransfer({ type: 'credit_transfer', channel: 'mobile', reference: 'club', newPayee: true });
const HALL = packTransfer({ type: 'credit_transfer', channel: 'web', reference: 'invoice' });
/** Months between collections. */
const MONTHS = 6;
const DUES_CENTS = [1_500, 2_000, 2_500, 3_000, 4_000, 5_000, 6_000, 8_000] as const;
const FORGETFUL = 0.15;
const NEW_MEMBER = 0.12;
const SPENT = 0.8;
/** Members pay from the second of the month on; the treasurer pays the hall near its end. */
const LAST_DUES_DAY = 23;
const HALL_DAY = 27;

const dues = new Trait('club_dues');
const season = new Trait('club_season');
const day = new Trait('club_day');

/**
 * Twice a year the members of a club pay their treasurer, a private person, within three weeks; he pays the hall and the
 * trainer. It looks like `fan_in`.
 */
export default defineBehavior({
  name: 'club_dues',
  doc: 'Members of small clubs pay their treasurer within three weeks, twice a year; he pays the hall.',
  who: 'persons',
  when: {
    dayOfMonth: (world, person) => {
      if (clubMembers(world, person) > 0) return HALL_DAY;
      return clubTreasurer(world, person) >= 0 ? day.between(world, person, 2, LAST_DUES_DAY) : 0;
    },
    onBusinessDays: false,
  },
  lookAlikeOf: ['fan_in', 'layered_fan_in'],
  plan: (plan, person, rng) => {
    const { world } = plan;
    const { customers, institutions } = world;
    // Only treasurers have this date.
    const isTreasurer = plan.day.dayOfMonth === HALL_DAY;
    const treasurer = isTreasurer ? person : clubTreasurer(world, person);
    if ((plan.day.monthIndex + season.between(world, treasurer, 0, MONTHS - 1)) % MONTHS !== 0) return;
    const cents = DUES_CENTS[dues.between(world, treasurer, 0, DUES_CENTS.length - 1)]!;
    const account = customers.currentAccount[treasurer]!;
    if (isTreasurer) {
      const members = clubMembers(world, person);
      const { tradePartners } = institutions;
      const hall = tradePartners[dues.between(world, treasurer, 0, tradePartners.length - 1, 1)]!;
      const total = Math.round((members * cents * SPENT) / 100) * 100;
      plan.transfer(person, timeBetween(9, 20, rng), account, hall, total, HALL);
    } else if (rng.uniform() >= FORGETFUL) {
      const options = rng.uniform() < NEW_MEMBER ? FIRST_DUES : DUES;
      plan.transfer(person, timeOnline(plan.day, rng), customers.currentAccount[person]!, account, cents, options);
    }
  },
  amountNow: ({ world, origin, plannedCents }) =>
    world.ledger.available(origin as never) < plannedCents ? 0 : plannedCents,
});
