import { hasUnknownDevice, mistakenTerminal } from '../kernel/blemish.ts';
import type { Payment } from '../kernel/payment.ts';
import type { Shard } from '../kernel/shard.ts';
import { NULL_CODE } from '../schema/column.ts';
import {
  authMethods,
  avsResults,
  channels,
  countries,
  cvvResults,
  entryModes,
  paymentTypes,
  references,
} from '../schema/vocabularies.ts';
import type { DetectorEvent } from './detector.ts';

const NO_MCC = 65_535;

/** A payment as its row will show it, mistakes of the log included, before anybody has decided. */
export function eventOf(shard: Shard, payment: Payment, transactionId: number): DetectorEvent {
  const { ledger, banks, terminals } = shard.world;
  const elsewhere = mistakenTerminal(shard, payment);
  return {
    transaction_id: transactionId,
    event_time: shard.clock.now(),
    payment_type: paymentTypes[payment.type]!,
    channel: channels[payment.channel]!,
    entry_mode: wordOf(entryModes, payment.entryMode),
    auth_method: wordOf(authMethods, payment.authMethod),
    cvv_result: wordOf(cvvResults, payment.cvvResult),
    avs_result: wordOf(avsResults, payment.avsResult),
    parent_transaction_id: payment.parent > 0 ? payment.parent : null,
    origin_account: payment.origin,
    destination_account: payment.destination,
    origin_bank: banks[ledger.bankOf(payment.origin)]!.code,
    destination_bank: banks[ledger.bankOf(payment.destination)]!.code,
    card_id: idOf(payment.card),
    merchant_id: idOf(payment.merchant),
    terminal_id: idOf(payment.terminal),
    mcc: payment.mcc === NO_MCC ? null : payment.mcc,
    device_id: hasUnknownDevice(payment) ? null : idOf(payment.device),
    ip: payment.ip === 0 ? null : payment.ip,
    session_id: idOf(payment.session),
    country: countries[payment.country]!,
    latitude: degrees(elsewhere < 0 ? payment.latitude : terminals.latitude[elsewhere]!),
    longitude: degrees(elsewhere < 0 ? payment.longitude : terminals.longitude[elsewhere]!),
    amount: payment.amountCents / 100,
    currency: 'EUR',
    destination_amount: null,
    destination_currency: null,
    reference: wordOf(references, payment.reference),
  };
}

function wordOf(vocabulary: readonly string[], code: number): string | null {
  return code === NULL_CODE ? null : vocabulary[code]!;
}

function idOf(id: number): number | null {
  return id < 0 ? null : id;
}

/** In the precision of the column. */
function degrees(value: number): number | null {
  return Number.isNaN(value) ? null : Math.fround(value);
}
