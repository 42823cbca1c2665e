import type { DeviceId } from '../kernel/units.ts';

/** Slots for devices that a customer uses at the same time: phone, computer, tablet. */
export const DEVICE_SLOTS = 3;

// A device's number is scrambled by a bijection of 31 bits, so that its id tells nothing of its age or of who owns it:
// multiplied, folded so that low digits depend on high ones, multiplied again (the golden ratio's multiplier, after Knuth).
const SCRAMBLE = 0x9e3779b1;
// Its inverse modulo 2^32.
const UNSCRAMBLE = 0xe8b2f51;
const BITS = 0x7fffffff;
// Owners reach a few generations only. Those above are browsers that were cleared and machines that people share; past
// the last of them come devices that nobody registered under his own name.
const SHARED_GENERATION = 31;
const BROWSER_GENERATION = 32;
const BROWSER_GENERATIONS = 32;
const BURNER_GENERATION = 64;
/** Neighbours and colleagues who now and then sit at the same machine, in the library or the office. */
const PEOPLE_PER_SHARED_MACHINE = 30;

/**
 * Devices by slot and generation, as cards are: a new phone keeps its owner's slot and becomes device number
 * `generation * slots + slot`, whatever others do.
 */
export class Devices {
  readonly slotCount: number;
  readonly generation: Uint8Array;
  /** Day on which the current device of the slot was first seen, days since 1970-01-01. */
  readonly firstSeenDay: Int32Array;
  /** Every change of device after the start: (device, day). */
  readonly history: { readonly device: DeviceId; readonly firstSeenDay: number }[] = [];
  /** Devices that belong to no slot and were used - burners, cleared browsers, shared machines - with their first day. */
  readonly others = new Map<DeviceId, number>();

  constructor(customerCount: number) {
    this.slotCount = customerCount * DEVICE_SLOTS;
    this.generation = new Uint8Array(this.slotCount);
    this.firstSeenDay = new Int32Array(this.slotCount);
  }

  slot(customer: number, device: number): number {
    return customer * DEVICE_SLOTS + device;
  }

  /** Id of the device now in a slot. */
  id(slot: number): DeviceId {
    return scramble(this.generation[slot]! * this.slotCount + slot);
  }

  /** Id of the device that a slot had at the start. */
  firstId(slot: number): DeviceId {
    return scramble(slot);
  }

  /** Slot that a device was or is in, or -1 for burners. */
  slotOf(device: number): number {
    const number = unscramble(device);
    return number < BURNER_GENERATION * this.slotCount ? number % this.slotCount : -1;
  }

  /** Id of a device bought for a purpose and thrown away; `ordinal` tells one from another, `day` is today. */
  burner(ordinal: number, day: number): DeviceId {
    const device = scramble(BURNER_GENERATION * this.slotCount + ordinal);
    return this.seen(device, day);
  }

  /** Id by which the device in a slot is known to a site that does not recognise it any more; `draw` tells which one. */
  clearedBrowser(slot: number, draw: number, day: number): DeviceId {
    const generation = BROWSER_GENERATION + (draw % BROWSER_GENERATIONS);
    return this.seen(scramble(generation * this.slotCount + slot), day);
  }

  /** Id of a machine that a customer shares with others who are not of his household. */
  sharedMachine(customer: number, day: number): DeviceId {
    const machine = this.slot(customer - (customer % PEOPLE_PER_SHARED_MACHINE), 1);
    return this.seen(scramble(SHARED_GENERATION * this.slotCount + machine), day);
  }

  private seen(device: DeviceId, day: number): DeviceId {
    if (!this.others.has(device)) this.others.set(device, day);
    return device;
  }

  /** Puts a new device into a slot. */
  replace(slot: number, day: number): DeviceId {
    this.generation[slot]!++;
    const device = this.id(slot);
    this.history.push({ device, firstSeenDay: day });
    return device;
  }
}

function scramble(number: number): DeviceId {
  return (Math.imul(fold(Math.imul(number, SCRAMBLE) & BITS), SCRAMBLE) & BITS) as DeviceId;
}

function unscramble(device: number): number {
  return Math.imul(fold(Math.imul(device, UNSCRAMBLE) & BITS), UNSCRAMBLE) & BITS;
}

/** Its own inverse, since the halves do not overlap. */
function fold(bits: number): number {
  return bits ^ (bits >>> 16);
}

/** Addresses from which people reach banks and shops. */
export interface Networks {
  /** Home address by household. */
  readonly home: Uint32Array;
  /**
   * Mobile carriers' shared addresses; a customer's changes from day to day within his carrier's range. Carrier `c` of
   * `carrierCount` has the addresses `c, c + carrierCount, ...`.
   */
  readonly mobile: Uint32Array;
  readonly carrierCount: number;
  /** Office address by business. */
  readonly office: Uint32Array;
  /** Addresses of data centres and VPN providers, used by the careful and by criminals alike. */
  readonly hosting: Uint32Array;
}
