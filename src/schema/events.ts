import { defineTable } from './column.ts';

/** Things that banks see and that move no money. */
export const events = defineTable({
  name: 'events',
  path: 'events',
  partition: 'month',
  doc: 'Something that moves no money: a login, a new device, a new payee, a SIM change, a blocked card.',
  columns: {
    event_id: { type: 'int64', knownAt: 'request', doc: 'Sequential in time order, from 1.' },
    event_time: { type: 'timestamp', knownAt: 'request', doc: 'When it happened (UTC).' },
    event_type: { type: 'code', vocabulary: 'event_type', knownAt: 'request', doc: 'What happened.' },
    customer_id: { type: 'int32', knownAt: 'request', doc: 'Customer concerned.' },
    account_id: { type: 'int32', nullable: true, knownAt: 'request', doc: 'Account concerned.' },
    card_id: { type: 'int32', nullable: true, knownAt: 'request', doc: 'Card concerned.' },
    counterparty_account: { type: 'int32', nullable: true, knownAt: 'request', doc: 'New payee.' },
    transaction_id: { type: 'int64', nullable: true, knownAt: 'request', doc: 'Transaction disputed or alerted on.' },
    session_id: { type: 'int64', nullable: true, knownAt: 'request', doc: 'Online-banking session.' },
    device_id: { type: 'int32', nullable: true, knownAt: 'request', doc: 'Device used or bound.' },
    ip: { type: 'ip', nullable: true, knownAt: 'request', doc: 'IPv4 address of the device, as an integer.' },
    channel: { type: 'code', vocabulary: 'channel', knownAt: 'request', doc: 'Where it was done.' },
    old_value: {
      type: 'int32',
      nullable: true,
      knownAt: 'request',
      doc: 'Former value: city of an address, card replaced, limit in units.',
    },
    new_value: { type: 'int32', nullable: true, knownAt: 'request', doc: 'New value, likewise.' },
    outcome: { type: 'code', vocabulary: 'event_outcome', knownAt: 'decision', doc: 'Whether it succeeded.' },
  },
});
