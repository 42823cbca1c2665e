import {
  type Channel,
  channels,
  NO_REFERENCE,
  type PaymentType,
  paymentTypes,
  type Reference,
  references,
} from '../schema/vocabularies.ts';

/** Instruments that a purchase may be planned with. */
export const DEBIT = 0;
export const CREDIT = 1;
export const CASH = 2;

/** Options of a purchase, packed into an integer: bits 0-1 the instrument, then flags. */
export const BY_WALLET = 1 << 2;
export const ONLINE = 1 << 3;
/** The shop charges a card it has on file. */
export const STORED_CREDENTIAL = 1 << 4;
/** The terminal reserves an amount first and books what was taken a little later. */
export const PREAUTHORISED = 1 << 5;

export const instrumentOf = (options: number): number => options & 3;

/** Options of a transfer. */
export interface TransferOptions {
  readonly type: PaymentType;
  readonly channel: Channel;
  readonly reference?: Reference;
  /** The payee is new: a `payee_add` event precedes the payment. */
  readonly newPayee?: boolean;
}

const NEW_PAYEE = 1 << 16;

/** Packs the options of a transfer: bits 0-4 type, 5-7 channel, 8-15 reference, 16 whether the payee is new. */
export function packTransfer(options: TransferOptions): number {
  const reference = options.reference === undefined ? NO_REFERENCE : references.indexOf(options.reference);
  return (
    paymentTypes.indexOf(options.type) |
    (channels.indexOf(options.channel) << 5) |
    (reference << 8) |
    (options.newPayee ? NEW_PAYEE : 0)
  );
}

export const transferTypeOf = (options: number): number => options & 31;
export const transferChannelOf = (options: number): number => (options >> 5) & 7;
export const transferReferenceOf = (options: number): number => (options >> 8) & 255;
export const isNewPayee = (options: number): boolean => (options & NEW_PAYEE) !== 0;

const ONLINE_CHANNELS = (1 << channels.indexOf('mobile')) | (1 << channels.indexOf('web'));
const BY_MANDATE = (1 << paymentTypes.indexOf('standing_order')) | (1 << paymentTypes.indexOf('direct_debit'));

/** Whether the payer is online when the transfer is made: not for standing orders and direct debits. */
export function isOnline(options: number): boolean {
  return (
    ((ONLINE_CHANNELS >> transferChannelOf(options)) & 1) === 1 && ((BY_MANDATE >> transferTypeOf(options)) & 1) === 0
  );
}
