import type { DeviceId } from '../kernel/units.ts';

/** Slots for devices that a customer uses at the same time: phone, computer, tablet. */
export const DEVICE_SLOTS = 3;

/**
 * Devices by slot and generation, as cards are: a new phone keeps its owner's slot and gets the id
 * `generation * slots + slot`. Ids past all of a customer's slots belong to nobody: criminals' burners.
 */
export class Devices {
  readonly slotCount: number;
  readonly generation: Uint8Array;
  /** Day on which the current device of the slot was first seen, days since 1970-01-01. */
  readonly firstSeenDay: Int32Array;
  /** Every change of device after the start: (device, day). */
  readonly history: { readonly device: DeviceId; readonly firstSeenDay: number }[] = [];

  constructor(customerCount: number) {
    this.slotCount = customerCount * DEVICE_SLOTS;
    this.generation = new Uint8Array(this.slotCount);
    this.firstSeenDay = new Int32Array(this.slotCount);
  }

  slot(customer: number, device: number): number {
    return customer * DEVICE_SLOTS + device;
  }

  id(slot: number): DeviceId {
    return (this.generation[slot]! * this.slotCount + slot) as DeviceId;
  }

  /** Puts a new device into a slot. */
  replace(slot: number, day: number): DeviceId {
    this.generation[slot]!++;
    const device = this.id(slot);
    this.history.push({ device, firstSeenDay: day });
    return device;
  }
}

/** Addresses from which people reach banks and shops. */
export interface Networks {
  /** Home address by household. */
  readonly home: Uint32Array;
  /** Mobile carriers' shared addresses; a customer's changes from day to day within his carrier's range. */
  readonly mobile: Uint32Array;
  /** Addresses of data centres and VPN providers, used by the careful and by criminals alike. */
  readonly hosting: Uint32Array;
}
