import { NULL_CODE } from '../schema/column.ts';
import { schemeRoles } from '../schema/vocabularies.ts';
import { setInt64, setTimestamp } from './batch-stream.ts';
import { hasUnknownDevice, mistakenTerminal } from './blemish.ts';
import type { Payment, SchemeMark } from './payment.ts';
import { hash3 } from './random.ts';
import type { Shard } from './shard.ts';
import type { AccountId, Cents } from './units.ts';

const FRAUD = schemeRoles.indexOf('fraud');
const APPROVED = 0;
const DECLINED = 1;

/**
 * Makes the payment in `shard.payment` at the present time: asks the bank, books both sides, writes the row, and
 * tells whoever watches. Returns whether it was approved.
 *
 * This is the one place where money moves, for planned customers and for actors alike.
 */
export function post(shard: Shard): boolean {
  const payment = shard.payment;
  const ledger = shard.world.ledger;
  // One draw a row for what befalls it by accident; it depends on the accounts and the second alone, never on the cause.
  payment.accident = hash3(
    shard.accidentKey,
    payment.origin,
    Math.floor(shard.clock.now() / 1000),
    payment.destination,
  );
  const declineReason = shard.agents.authorise(shard, payment);
  const isApproved = declineReason === NULL_CODE;
  payment.declineReason = declineReason;
  payment.transactionId = ++shard.lastTransactionId;
  if (isApproved) {
    if (payment.isHold) ledger.hold(payment.origin as AccountId, payment.amountCents as Cents);
    else {
      if (payment.releasesCents > 0) ledger.release(payment.origin as AccountId, payment.releasesCents as Cents);
      ledger.book(payment.origin as AccountId, payment.destination as AccountId, payment.amountCents as Cents);
    }
  }
  const scheme = payment.scheme;
  const isFraud = scheme !== null && scheme.role === FRAUD;
  if (shard.isRecording) writeRow(shard, payment, isApproved, isFraud);
  if (scheme !== null) recordScheme(shard, payment, scheme, isApproved, isFraud);
  if (payment.lookAlike >= 0 && shard.isRecording) recordLookAlike(shard, payment);
  shard.agents.posted(shard, payment);
  const { watches } = shard;
  if (watches.isWatched(payment.origin) || watches.isWatched(payment.destination)) notify(shard, payment, isApproved);
  return isApproved;
}

function writeRow(shard: Shard, payment: Payment, isApproved: boolean, isFraud: boolean): void {
  const { ledger } = shard.world;
  const { isReporting } = shard;
  const { origin, destination } = payment;
  const batch = shard.transactions.forMonth(shard.currentMonth());
  const row = batch.length++;
  const columns = batch.columns;
  setInt64(columns.transaction_id, row, payment.transactionId);
  setTimestamp(columns.event_time, row, shard.clock.now());
  columns.payment_type[row] = payment.type;
  columns.channel[row] = payment.channel;
  columns.entry_mode[row] = payment.entryMode;
  columns.auth_method[row] = payment.authMethod;
  columns.cvv_result[row] = payment.cvvResult;
  columns.avs_result[row] = payment.avsResult;
  columns.status[row] = isApproved ? APPROVED : DECLINED;
  columns.decline_reason[row] = payment.declineReason;
  if (payment.parent > 0) setInt64(columns.parent_transaction_id, row, payment.parent);
  columns.origin_account[row] = origin;
  columns.destination_account[row] = destination;
  const originBank = ledger.bankOf(origin);
  const destinationBank = ledger.bankOf(destination);
  columns.origin_bank[row] = originBank;
  columns.destination_bank[row] = destinationBank;
  columns.card_id[row] = payment.card;
  columns.merchant_id[row] = payment.merchant;
  columns.terminal_id[row] = payment.terminal;
  columns.mcc[row] = payment.mcc;
  columns.device_id[row] = payment.device;
  columns.ip[row] = payment.ip;
  if (payment.session >= 0) setInt64(columns.session_id, row, payment.session);
  columns.country[row] = payment.country;
  columns.latitude[row] = payment.latitude;
  columns.longitude[row] = payment.longitude;
  columns.amount[row] = payment.amountCents / 100;
  columns.currency[row] = 0;
  columns.reference[row] = payment.reference;
  if (isReporting[originBank]) columns.origin_balance_after[row] = ledger.balanceOf(origin) / 100;
  if (isReporting[destinationBank]) columns.destination_balance_after[row] = ledger.balanceOf(destination) / 100;
  columns.is_fraud[row] = isFraud ? 1 : 0;
  blemish(shard, batch.columns, row, payment);
  shard.writtenRows++;
  if (isFraud) shard.writtenFraudRows++;
}

/** Columns in which a row may be imperfect. */
interface Blemished {
  readonly latitude: Float32Array;
  readonly longitude: Float32Array;
  readonly device_id: Int32Array;
}

function blemish(shard: Shard, columns: Blemished, row: number, payment: Payment): void {
  const elsewhere = mistakenTerminal(shard, payment);
  if (elsewhere >= 0) {
    const { terminals } = shard.world;
    columns.latitude[row] = terminals.latitude[elsewhere]!;
    columns.longitude[row] = terminals.longitude[elsewhere]!;
  }
  if (hasUnknownDevice(payment)) columns.device_id[row] = -1;
}

function recordScheme(shard: Shard, payment: Payment, scheme: SchemeMark, isApproved: boolean, isFraud: boolean): void {
  const campaign = scheme.campaign;
  campaign.steps++;
  if (isFraud) campaign.fraudRows++;
  if (isApproved) followMoney(shard, payment, scheme, isFraud);
  if (!shard.isRecording) return;
  campaign.writtenSteps++;
  if (isFraud) campaign.writtenFraudRows++;
  const batch = shard.schemeTransactions.forMonth(-1);
  const row = batch.length++;
  const columns = batch.columns;
  setInt64(columns.transaction_id, row, payment.transactionId);
  columns.is_fraud[row] = isFraud ? 1 : 0;
  columns.family[row] = campaign.familyCode;
  columns.typology[row] = campaign.typologyCode;
  columns.campaign_id[row] = campaign.id;
  columns.role[row] = scheme.role;
  columns.stage[row] = scheme.stage;
  columns.step[row] = campaign.steps;
  if (scheme.causedBy > 0) setInt64(columns.caused_by, row, scheme.causedBy);
  columns.victim[row] = scheme.victim;
  columns.loss[row] = isApproved ? scheme.lossCents / 100 : 0;
  columns.recovered[row] = isApproved ? scheme.recoveredCents / 100 : 0;
}

function followMoney(shard: Shard, payment: Payment, scheme: SchemeMark, isFraud: boolean): void {
  const { campaign } = scheme;
  campaign.lossCents += scheme.lossCents;
  campaign.recoveredCents += scheme.recoveredCents;
  shard.trail.spend(payment.origin, payment.amountCents, (source, cents) => {
    if (!shard.isRecording || source <= 0) return;
    const batch = shard.moneyTrail.forMonth(-1);
    const row = batch.length++;
    setInt64(batch.columns.transaction_id, row, payment.transactionId);
    setInt64(batch.columns.source_transaction_id, row, source);
    batch.columns.amount[row] = cents / 100;
  });
  if (!isFraud) return;
  shard.trail.receive(payment.destination, payment.transactionId, payment.amountCents);
  shard.trail.link(campaign.id, payment.origin, payment.destination);
}

function recordLookAlike(shard: Shard, payment: Payment): void {
  for (const typology of shard.lookAlikeTypologies[payment.lookAlike]!) {
    const batch = shard.lookAlikes.forMonth(-1);
    const row = batch.length++;
    setInt64(batch.columns.transaction_id, row, payment.transactionId);
    batch.columns.behavior[row] = payment.lookAlike;
    batch.columns.typology[row] = typology;
  }
}

function notify(shard: Shard, payment: Payment, isApproved: boolean): void {
  shard.watches.notify({
    transactionId: payment.transactionId,
    time: shard.clock.now(),
    type: payment.type,
    origin: payment.origin,
    destination: payment.destination,
    amountCents: payment.amountCents,
    approved: isApproved,
    declineReason: payment.declineReason,
    card: payment.card,
    merchant: payment.merchant,
    campaign: payment.scheme?.campaign.id ?? 0,
  });
}
