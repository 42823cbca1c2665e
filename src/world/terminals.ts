import { AliasTable } from '../kernel/alias-table.ts';
import { Rng, streamKey } from '../kernel/random.ts';
import { type Bank, banksOf } from './banks.ts';
import { categories } from './categories.ts';
import type { PlannedMerchant } from './merchant-plan.ts';
import type { Merchants } from './merchants.ts';
import { degreesEastPerKm, degreesNorthPerKm, type Places } from './places.ts';

/** Payment terminals as a struct of arrays: those of merchants first, in order of merchant, then cash machines. */
export interface Terminals {
  readonly count: number;
  /** Cash machines are rows `merchantTerminalCount .. count - 1`. */
  readonly merchantTerminalCount: number;
  /** Merchant, or -1 for cash machines. */
  readonly merchant: Int32Array;
  /** Operating bank of a cash machine (index into the banks), 255 for shops. */
  readonly bank: Uint8Array;
  readonly city: Uint16Array;
  readonly latitude: Float32Array;
  readonly longitude: Float32Array;
  /**
   * A cash machine in a city, of the bank where it has one there, else of another bank; `u` is a uniform uint32.
   * Every city has one.
   */
  atmNear(city: number, bank: number, u: number): number;
}

/** Cash machines of a country without customers, and customers per further one; every city has two or more. */
const FEWEST_MACHINES = 150;
const CUSTOMERS_PER_MACHINE = 1_300;
const NO_BANK = 255;

/** Places the merchants' terminals in their shops, and cash machines in every city. */
export function buildTerminals(
  seed: number,
  plan: readonly PlannedMerchant[],
  merchants: Merchants,
  shopsIn: (merchant: number, city: number) => number,
  places: Places,
  banks: readonly Bank[],
  customerCount: number,
): Terminals {
  const merchantTerminalCount = merchants.terminalCount.reduce((sum, count) => sum + count, 0);
  const machines = planMachines(seed, places, banks, customerCount);
  const count = merchantTerminalCount + machines.bank.length;
  const terminals = {
    count,
    merchantTerminalCount,
    merchant: new Int32Array(count).fill(-1),
    bank: new Uint8Array(count).fill(NO_BANK),
    city: new Uint16Array(count),
    latitude: new Float32Array(count),
    longitude: new Float32Array(count),
  };
  const key = streamKey(seed, 'world/terminal');
  const rng = new Rng();
  const place = (terminal: number, city: number, latitude: number, longitude: number): void => {
    terminals.city[terminal] = city;
    terminals.latitude[terminal] = latitude;
    terminals.longitude[terminal] = longitude;
  };
  let terminal = 0;
  for (let merchant = 0; merchant < merchants.count; merchant++) {
    const { category, chainRegion, city: home } = plan[merchant]!;
    const { terminalsPerShop } = categories[category]!;
    const end = terminal + merchants.terminalCount[merchant]!;
    terminals.merchant.fill(merchant, terminal, end);
    if (chainRegion === undefined) {
      while (terminal < end) place(terminal++, home, merchants.latitude[merchant]!, merchants.longitude[merchant]!);
      continue;
    }
    for (let city = 0; city < places.count; city++) {
      for (let shop = 0; shop < shopsIn(merchant, city); shop++) {
        const [latitude, longitude] = scatter(rng.seek(key, merchant, city, shop), places, city, 0.75);
        for (let till = 0; till < terminalsPerShop; till++) place(terminal++, city, latitude, longitude);
      }
    }
  }
  machines.bank.forEach((bank, machine) => {
    const row = merchantTerminalCount + machine;
    const city = machines.city[machine]!;
    terminals.bank[row] = bank;
    const [latitude, longitude] = scatter(rng.seek(key, machine, 0, -1), places, city, 0.6);
    place(row, city, latitude, longitude);
  });
  return { ...terminals, atmNear: (city, bank, u) => merchantTerminalCount + machines.near(city, bank, u) };
}

function scatter(rng: Rng, places: Places, city: number, spread: number): [latitude: number, longitude: number] {
  const spreadKm = places.radiusKm[city]! * spread;
  const latitude = places.latitude[city]! + rng.normal() * spreadKm * degreesNorthPerKm;
  return [latitude, places.longitude[city]! + rng.normal() * spreadKm * degreesEastPerKm(latitude)];
}

/** Cash machines in order of city, and within a city of bank. */
function planMachines(seed: number, places: Places, banks: readonly Bank[], customerCount: number) {
  const key = streamKey(seed, 'world/cash machines');
  const rng = new Rng();
  const operators = banksOf(banks, 'retail');
  const table = new AliasTable(operators.map((bank) => banks[bank]!.marketShare));
  const inhabitants = places.population.reduce((sum, next) => sum + next, 0);
  const total = FEWEST_MACHINES + customerCount / CUSTOMERS_PER_MACHINE;
  const city: number[] = [];
  const bank: number[] = [];
  const offsets = [0];
  for (let place = 0; place < places.count; place++) {
    const machines = Math.max(2, Math.round((total * places.population[place]!) / inhabitants));
    const here = Array.from(
      { length: machines },
      (_, machine) => operators[table.draw(rng.seek(key, place, machine))]!,
    );
    for (const operator of here.sort((a, b) => a - b)) {
      city.push(place);
      bank.push(operator);
    }
    offsets.push(bank.length);
  }
  return {
    city,
    bank,
    near(place: number, ofBank: number, u: number): number {
      let first = offsets[place]!;
      let last = offsets[place + 1]!;
      const own = bank.indexOf(ofBank, first);
      if (own >= 0 && own < last) {
        first = own;
        let end = own;
        while (end < last && bank[end] === ofBank) end++;
        last = end;
      }
      return first + Math.floor((u / 2 ** 32) * (last - first));
    },
  };
}
