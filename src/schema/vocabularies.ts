/**
 * Closed vocabularies of the `code` columns. A code is an index into its list; lists only ever grow at the end.
 * Vocabularies that depend on the scenario or on the catalogues (banks, typologies, behaviours) are passed to the
 * writers beside these.
 */

export const paymentTypes = [
  'card_purchase',
  'card_authorisation',
  'card_refund',
  'chargeback',
  'cash_withdrawal',
  'cash_deposit',
  'credit_transfer',
  'instant_transfer',
  'standing_order',
  'direct_debit',
  'merchant_settlement',
  'card_repayment',
  'payment_recall',
  'fee',
  'interest',
] as const;
export type PaymentType = (typeof paymentTypes)[number];

export const channels = ['pos', 'ecommerce', 'atm', 'branch', 'mobile', 'web', 'batch'] as const;
export type Channel = (typeof channels)[number];

export const entryModes = ['chip', 'contactless', 'magstripe', 'wallet', 'keyed', 'stored_credential'] as const;

export const authMethods = ['pin', 'none', 'three_d_secure', 'biometric', 'password', 'sms_code', 'mandate'] as const;

export const cvvResults = ['match', 'no_match', 'not_provided'] as const;

export const avsResults = ['full_match', 'partial_match', 'no_match', 'unavailable'] as const;

export const statuses = ['approved', 'declined'] as const;

export const declineReasons = [
  'insufficient_funds',
  'limit_exceeded',
  'card_blocked',
  'card_expired',
  'invalid_card_data',
  'cvv_mismatch',
  'account_frozen',
  'account_closed',
  'authentication_failed',
  'suspected_fraud',
  'issuer_unavailable',
] as const;
export type DeclineReason = (typeof declineReasons)[number];

export const currencies = ['EUR'] as const;
export type Currency = (typeof currencies)[number];

/** `XE` is the fictional home country (a code that ISO 3166 leaves to users); the rest are its neighbours and partners. */
export const countries = [
  'XE',
  'DE',
  'FR',
  'NL',
  'BE',
  'AT',
  'IT',
  'ES',
  'PL',
  'CH',
  'GB',
  'IE',
  'LU',
  'US',
  'CN',
  'LT',
  'CY',
] as const;
export type Country = (typeof countries)[number];

/** Remittance information, shortened to what most payments carry. */
export const references = [
  'salary',
  'rent',
  'mortgage',
  'energy',
  'water',
  'telecom',
  'insurance',
  'invoice',
  'order',
  'savings',
  'gift',
  'thanks',
  'dinner',
  'holiday',
  'tickets',
  'deposit',
  'loan',
  'refund',
  'tax',
  'club',
  'school',
  'settlement',
  'statement',
  'shared_bills',
  'marketplace',
  'car',
  'furniture',
  'repayment',
  'birthday',
  'takings',
] as const;
export type Reference = (typeof references)[number];
/** The code of a payment without remittance information (the null of a `code` column). */
export const NO_REFERENCE = 255;

export const eventTypes = [
  'login',
  'login_failed',
  'device_bind',
  'sim_change',
  'payee_add',
  'limit_change',
  'password_reset',
  'card_issue',
  'card_block',
  'dispute',
  'account_open',
  'account_close',
  'account_freeze',
  'contact_change',
  'alert',
] as const;
export type EventType = (typeof eventTypes)[number];

export const eventOutcomes = ['success', 'failure'] as const;

export const labels = ['fraud', 'legitimate', 'mule', 'suspicious'] as const;
export type Label = (typeof labels)[number];

export const labelSources = ['customer_report', 'chargeback', 'alert', 'sar', 'investigation'] as const;

export const families = ['fraud', 'scam', 'laundering', 'first_party'] as const;
export type Family = (typeof families)[number];

/** Why a row belongs to a scheme: the crime itself, its camouflage, or the money coming back. */
export const schemeRoles = ['fraud', 'cover', 'recovery'] as const;
export type SchemeRole = (typeof schemeRoles)[number];

export const stages = ['recon', 'setup', 'placement', 'layering', 'integration', 'cash_out', 'cover'] as const;
export type Stage = (typeof stages)[number];

/** The vocabularies that are the same in every dataset. */
export const fixedVocabularies = {
  payment_type: paymentTypes,
  channel: channels,
  entry_mode: entryModes,
  auth_method: authMethods,
  cvv_result: cvvResults,
  avs_result: avsResults,
  status: statuses,
  decline_reason: declineReasons,
  currency: currencies,
  country: countries,
  reference: references,
  event_type: eventTypes,
  event_outcome: eventOutcomes,
  label: labels,
  label_source: labelSources,
  family: families,
  scheme_role: schemeRoles,
  stage: stages,
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Every vocabulary of one dataset, fixed and scenario-dependent (`bank`, `typology`, `campaign_role`), by name. */
export type Vocabularies = Readonly<Record<string, readonly string[]>>;

/** Codes of the members of a vocabulary by name: `codesOf(statuses).declined` is 1. */
export function codesOf<const T extends readonly string[]>(vocabulary: T): Readonly<Record<T[number], number>> {
  return Object.fromEntries(vocabulary.map((name, code) => [name, code])) as Record<T[number], number>;
}
