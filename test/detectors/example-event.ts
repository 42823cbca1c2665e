import type { DetectorEvent } from '../../src/detectors/detector.ts';

/** A payment as a detector is asked about it, the `n`th of a row; the amount tells it from the others. */
export function exampleEvent(n: number): DetectorEvent {
  return {
    transaction_id: n,
    event_time: Date.UTC(2026, 0, 5, 12) + n * 1_000,
    payment_type: 'card_purchase',
    channel: 'ecommerce',
    entry_mode: 'keyed',
    auth_method: 'three_d_secure',
    cvv_result: 'match',
    avs_result: null,
    parent_transaction_id: null,
    origin_account: 17,
    destination_account: 4_711,
    origin_bank: 'B1',
    destination_bank: 'B2',
    card_id: 23,
    merchant_id: 42,
    terminal_id: null,
    mcc: 5732,
    device_id: 99,
    ip: 4_026_531_841,
    session_id: null,
    country: 'XE',
    latitude: null,
    longitude: null,
    amount: n / 100,
    currency: 'EUR',
    destination_amount: null,
    destination_currency: null,
    reference: null,
  };
}

/** Payments 1 to `count`. */
export const exampleEvents = (count: number): DetectorEvent[] =>
  Array.from({ length: count }, (_, index) => exampleEvent(index + 1));
