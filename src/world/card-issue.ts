import { Rng, streamKey } from '../kernel/random.ts';
import { DAY } from '../kernel/units.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { Cards, CREDIT_SLOT, DEBIT_SLOT } from './cards.ts';
import type { Customers } from './customers.ts';
import { DEVICE_SLOTS, Devices } from './devices.ts';

/** Cards are valid for four years, to the end of a month. */
const VALID_MONTHS = 48;
const VALID_DAYS = 1_460;
const DEBIT_SHARE = 0.97;
const BUSINESS_CARD_SHARE = 0.75;
/** Mean age of a phone, a computer and a tablet in days. */
const MEAN_DEVICE_AGE = [420, 800, 900] as const;

/** Issues a debit card to nearly everybody and a credit card for every credit account, each some time in the last four years. */
export function issueCards(seed: number, customers: Customers, ledger: Ledger, startDay: number): Cards {
  const cards = new Cards(customers.count);
  const key = streamKey(seed, 'world/card');
  const rng = new Rng();
  const expiry = expiries(startDay);
  for (let customer = 0; customer < customers.count; customer++) {
    const isBusiness = customer >= customers.personCount;
    rng.seek(key, isBusiness ? customer - customers.personCount : customer, Number(isBusiness));
    const hasDebit = rng.chance(isBusiness ? BUSINESS_CARD_SHARE : DEBIT_SHARE);
    issue(DEBIT_SLOT, customers.currentAccount[customer]!, hasDebit, customer);
    issue(CREDIT_SLOT, customers.creditAccount[customer]!, customers.creditAccount[customer]! >= 0, customer);
  }
  return cards;

  function issue(
    kind: typeof DEBIT_SLOT | typeof CREDIT_SLOT,
    account: number,
    exists: boolean,
    customer: number,
  ): void {
    const age = 1 + rng.below(VALID_DAYS - 2);
    if (!exists) return;
    const slot = cards.slot(customer, kind);
    cards.account[slot] = account;
    const issued = Math.max(ledger.openedDay[account]!, startDay - age);
    cards.issuedDay[slot] = issued;
    cards.setExpiresDay(slot, expiry(issued));
  }
}

/** Gives customers their devices, each seen for the first time some time ago. Empty slots have day -1. */
export function handOutDevices(seed: number, customers: Customers, startDay: number): Devices {
  const devices = new Devices(customers.count);
  const key = streamKey(seed, 'world/device');
  const rng = new Rng();
  devices.firstSeenDay.fill(-1);
  for (let customer = 0; customer < customers.count; customer++) {
    const isBusiness = customer >= customers.personCount;
    rng.seek(key, isBusiness ? customer - customers.personCount : customer, Number(isBusiness));
    for (let device = 0; device < DEVICE_SLOTS; device++) {
      const day = startDay - 1 - Math.floor(rng.exponential(MEAN_DEVICE_AGE[device]!));
      if (device >= customers.deviceCount[customer]!) break;
      devices.firstSeenDay[devices.slot(customer, device)] = Math.max(day, customers.sinceDay[customer]!);
    }
  }
  return devices;
}

/** Last day of validity of a card issued on some day. */
export function expiryOf(issuedDay: number): number {
  const date = new Date(issuedDay * DAY);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + VALID_MONTHS + 1, 0) / DAY;
}

/** `expiryOf` as a table over the years at hand. */
function expiries(startDay: number): (issuedDay: number) => number {
  const from = startDay - VALID_DAYS - 1;
  const table = Int32Array.from({ length: VALID_DAYS + 2 }, (_, day) => expiryOf(from + day));
  return (issuedDay) => table[issuedDay - from]!;
}
