import { type Decision, type DetectorEvent, defineDetector } from '../../define.ts';

/**
 * Rules as banks wrote them before they had models: cards that come from one device one after another, a transfer far above
 * what the account ever sent to somebody new, money that leaves as soon as it came. Thresholds are assumptions.
 */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Cards that one device, or one shop within minutes, shows before it is suspected. */
const CARDS_PER_DEVICE = 3;
/** A transfer to somebody new that is worth a question, and one that is worth a person's time. */
const ASKED_FROM = 250;
const LOOKED_AT_FROM = 900;
const USUAL_FACTOR = 1.5;
/** Least sum of which passing on is looked at, and the share that leaves within a day. */
const PASSED_FROM = 600;
const PASSED_SHARE = 0.8;

/** What the rules remember of an account. */
interface Account {
  readonly payees: Set<number>;
  /** Largest transfer so far. */
  largest: number;
  receivedAmount: number;
  receivedAt: number;
  readonly devices: Set<number>;
}

/** What they remember of a device that buys online. */
interface Device {
  readonly cards: Set<number>;
  lastAt: number;
}

const approve: Decision = { action: 'approve', score: 0.01 };

export default defineDetector({
  name: 'rules',
  doc: 'A handful of rules with memory: many cards on one device, a large transfer to somebody new, money that passes through.',
  example: 'rules',
  answers: 'at_once',
  open: async () => {
    const accounts = new Map<number, Account>();
    const devices = new Map<number, Device>();
    return {
      score: (event) => strictest([scoreCard(event, devices), scoreTransfer(event, accounts)]),
      observe(event, { status }) {
        rememberDevice(event, devices);
        if (status === 'approved') rememberTransfer(event, accounts);
      },
    };
  },
});

function strictest(decisions: readonly Decision[]): Decision {
  return decisions.reduce((worst, each) => ((each.score ?? 0) > (worst.score ?? 0) ? each : worst), approve);
}

function scoreCard(event: DetectorEvent, devices: ReadonlyMap<number, Device>): Decision {
  const { card_id, device_id, event_time, channel, amount, auth_method } = event;
  if (card_id === null || channel !== 'ecommerce' || device_id === null) return approve;
  const device = devices.get(device_id);
  const others =
    device === undefined || event_time - device.lastAt > 30 * DAY
      ? 0
      : device.cards.size - Number(device.cards.has(card_id));
  if (others >= CARDS_PER_DEVICE) return { action: 'decline', score: 0.9, reasons: ['many cards on one device'] };
  if (auth_method === 'three_d_secure') return approve;
  if (others > 0) return { action: 'step_up', score: 0.5, reasons: ['another card on the same device'] };
  if (amount >= ASKED_FROM)
    return { action: 'step_up', score: 0.3, reasons: ['large purchase without authentication'] };
  return approve;
}

function scoreTransfer(event: DetectorEvent, accounts: ReadonlyMap<number, Account>): Decision {
  const { payment_type, origin_account, destination_account, event_time, amount, device_id } = event;
  if (payment_type !== 'credit_transfer' && payment_type !== 'instant_transfer') return approve;
  if (event.channel === 'batch') return approve;
  const account = accounts.get(origin_account);
  if (account === undefined) return approve;
  const isNew = !account.payees.has(destination_account);
  const isPassedOn =
    event_time - account.receivedAt < DAY &&
    account.receivedAmount >= PASSED_FROM &&
    amount >= PASSED_SHARE * account.receivedAmount;
  const isStrange = device_id !== null && account.devices.size > 0 && !account.devices.has(device_id);
  if (isNew && isStrange && amount >= ASKED_FROM)
    return { action: 'decline', score: 0.8, reasons: ['new device and new payee'] };
  if (isNew && isPassedOn) return { action: 'review', score: 0.6, reasons: ['money passes through'] };
  if (isNew && amount >= LOOKED_AT_FROM && amount > USUAL_FACTOR * account.largest) {
    return { action: 'review', score: 0.4, reasons: ['unusual sum to a new payee'] };
  }
  return approve;
}

function rememberDevice(
  { card_id, device_id, event_time, channel }: DetectorEvent,
  devices: Map<number, Device>,
): void {
  if (card_id === null || device_id === null || channel !== 'ecommerce') return;
  const device = devices.get(device_id);
  if (device === undefined) devices.set(device_id, { cards: new Set([card_id]), lastAt: event_time });
  else {
    device.cards.add(card_id);
    device.lastAt = event_time;
  }
}

function rememberTransfer(event: DetectorEvent, accounts: Map<number, Account>): void {
  if (event.card_id !== null) return;
  const payer = accountOf(accounts, event.origin_account);
  payer.payees.add(event.destination_account);
  if (event.device_id !== null) payer.devices.add(event.device_id);
  if (event.channel !== 'batch') payer.largest = Math.max(payer.largest, event.amount);
  const payee = accountOf(accounts, event.destination_account);
  payee.receivedAmount = event.amount;
  payee.receivedAt = event.event_time;
}

function accountOf(accounts: Map<number, Account>, id: number): Account {
  let account = accounts.get(id);
  if (account === undefined) {
    account = { payees: new Set(), largest: 0, receivedAmount: 0, receivedAt: 0, devices: new Set() };
    accounts.set(id, account);
  }
  return account;
}
