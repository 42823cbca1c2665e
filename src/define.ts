/**
 * The authoring API: all that a catalogue file (behaviour, typology, agent, check, output, detector) imports.
 *
 * A catalogue file has one default export, made by one of the `define...` functions, which check what types cannot.
 */
import type { Behavior } from './kernel/behavior.ts';
import type { Parameters, Typology } from './kernel/typology.ts';

export { type CheckSubject, defineCheck } from './checks/check.ts';
export { cellReader } from './dataset/cells.ts';
export { type BlockFormat, type BlockWriter, FileSink } from './dataset/file-sink.ts';
export { defineOutput, type Output, type OutputContext, type OutputSink } from './dataset/output.ts';
export type { RowBlock } from './dataset/row-block.ts';
export { type DetectorAdapter, type DetectorContext, defineDetector, type Truth } from './detectors/adapter.ts';
export { type Answer, ask } from './detectors/ask.ts';
export type { DecisionLog } from './detectors/decision-log.ts';
export {
  type Action,
  actions,
  type Decision,
  type Detector,
  type DetectorEvent,
  type LateDecision,
  type LearnedLabel,
  type Sweep,
} from './detectors/detector.ts';
export type { DuelSetup } from './detectors/duel-setup.ts';
export { DetectorError } from './detectors/errors.ts';
export { eventOf } from './detectors/event-of-payment.ts';
export { Scope } from './detectors/scope.ts';
export type { Agents, Fulfil } from './kernel/agents.ts';
export type { AtRate, Behavior, OnDayOfMonth, Present, Who } from './kernel/behavior.ts';
export { EVERY_DAY, everybody } from './kernel/behavior.ts';
export type { Campaign } from './kernel/campaign.ts';
export { recordCashPayment } from './kernel/cash-payment.ts';
export type { CardData, Cast } from './kernel/cast.ts';
export type { AlertRecord, ReactionKind } from './kernel/desk-records.ts';
export { pow } from './kernel/elementary.ts';
export { recordEvent, recordOnline } from './kernel/event.ts';
export type { Harm } from './kernel/harm.ts';
export { PURCHASE, SETTLE, TRANSFER, WITHDRAW_CASH } from './kernel/intents.ts';
export { type LabelRecord, schedule as scheduleLabel } from './kernel/label.ts';
export * from './kernel/options.ts';
export type { Access, Order, Outcome, SceneEvent } from './kernel/order.ts';
export type { Payment, SchemeMark } from './kernel/payment.ts';
export type { Plan } from './kernel/plan.ts';
export { post } from './kernel/post.ts';
export type { Posting } from './kernel/posting.ts';
export { Rng, type StreamKey, stableStream, streamKey, uniformHash } from './kernel/random.ts';
export type { Scene } from './kernel/scene.ts';
export type { Shard } from './kernel/shard.ts';
export type { Drawn, Parameter, Parameters, Typology } from './kernel/typology.ts';
export { DAY, HOUR, MINUTE, SECOND } from './kernel/units.ts';
export { ACCOUNT_CLOSED, ACCOUNT_FROZEN, ACCOUNT_OPEN } from './ledger/ledger.ts';
export { fillOwnAccess, fillShopAccess, newSession, ownAccess, ownAddress } from './rails/access.ts';
export { fillCardNotPresent, fillCardPresent, fillTerminal } from './rails/card.ts';
export { fillDeposit, fillWithdrawal } from './rails/cash.ts';
export { bindNewDevice, recordOfflineEvent, recordOwnEvent, recordOwnLogin } from './rails/own-events.ts';
export { replaceCard } from './rails/replace-card.ts';
export { fillConfirmation, fillTransfer } from './rails/transfer.ts';
export type { Column, ColumnType, Table } from './schema/column.ts';
export { NULL_CODE } from './schema/column.ts';
export { foreignKeys } from './schema/keys.ts';
export type { Channel, EventType } from './schema/vocabularies.ts';
export {
  channels,
  codesOf,
  declineReasons,
  eventTypes,
  labelSources,
  labels,
  paymentTypes,
  type Reference,
  references,
  schemeRoles,
} from './schema/vocabularies.ts';
export { type CardSpree, choices, goOnSpree, onDecline, orderWith, type StolenCard } from './scheme/card-spree.ts';
export { type CashOutStyle, cashOut, type Holding } from './scheme/cash-out.ts';
export { cover } from './scheme/cover.ts';
export { type Dispersal, disperse } from './scheme/disperse.ts';
export { type Distribution, distribute } from './scheme/distribute.ts';
export { payFromOutside } from './scheme/from-outside.ts';
export { gather, pool } from './scheme/gather.ts';
export { type HandOver, handOn } from './scheme/hand-on.ts';
export { delayInto, type Hours, NIGHT, OFFICE, WAKING } from './scheme/hours.ts';
export { insist, isFinal } from './scheme/insist.ts';
export { camouflage, cashedShare, kept, placements, sophistication } from './scheme/parameters.ts';
export { depositCash, type PayInStyle, payIn } from './scheme/pay-in.ts';
export { type Accomplice, newcomer, type Recruitment, recruit } from './scheme/recruit.ts';
export { split } from './scheme/split.ts';
export { transferOnline } from './scheme/transfer-online.ts';
export { notesCents, typedCents } from './scheme/typed-amount.ts';
export { findVictim, payWillingly, type Victim, type WillingPayment } from './scheme/victim.ts';
export { delayIntoWorkday } from './scheme/workday.ts';
export { billerFor, billers, billersOf } from './world/billers.ts';
export { Bills, isHeadOfHousehold } from './world/bills.ts';
export { type LocalDay, msOfDay } from './world/calendar.ts';
export { CREDIT_SLOT, DEBIT_SLOT } from './world/cards.ts';
export { carFactor } from './world/cars.ts';
export { cashCentsPerDay, GIVEN_AWAY, NOTES_CENTS } from './world/cash-needs.ts';
export { categories, categoryIndex } from './world/categories.ts';
export { clubMembers, clubTreasurer } from './world/clubs.ts';
export { MORTGAGE, OWNED, RENT, WITH_FAMILY } from './world/customers.ts';
export { EMPLOYMENT_AGENCY, PUBLIC_SERVICE, STATE_PENSION, STUDENT_AID } from './world/institutions.ts';
export { cardOnFile, NO_INSTRUMENT, payAtCounter, payOnline } from './world/instruments.ts';
export { moveHome } from './world/move-home.ts';
export { Outing } from './world/outing.ts';
export { personaIndex, personas } from './world/personas.ts';
export { priceOfPurchase } from './world/prices.ts';
export { purchaseRate } from './world/purchase-rates.ts';
export { categoryMix, planPurchase, planPurchaseAt, purchasesPerDay } from './world/purchases.ts';
export { remittanceWord, remittanceWords, wordsFor } from './world/remittance-words.ts';
export { Subscription } from './world/subscriptions.ts';
export { dayFactor, timeBetween, timeOfPurchase, timeOnline } from './world/timing.ts';
export { Trait } from './world/trait.ts';
export type { World } from './world/world.ts';

const NAME = /^[a-z][a-z0-9_]*$/;

/** Declares a routine behaviour. */
export function defineBehavior(behavior: Behavior): Behavior {
  if (!NAME.test(behavior.name)) throw new Error(`behavior ${behavior.name}: the name is not snake_case`);
  return behavior;
}

/** Declares a typology; the values that `expectedRows` and `run` get are typed by its parameters. */
export function defineTypology<const P extends Parameters>(typology: Typology<P>): Typology {
  if (!NAME.test(typology.name)) throw new Error(`typology ${typology.name}: the name is not snake_case`);
  for (const [name, parameter] of Object.entries(typology.parameters)) {
    if (!NAME.test(name)) throw new Error(`typology ${typology.name}.${name}: the name is not snake_case`);
    if (parameter.kind === 'choice') continue;
    const values = typeof parameter.default === 'number' ? [parameter.default] : parameter.default;
    if (values.some((value) => value < parameter.min || value > parameter.max)) {
      throw new Error(
        `typology ${typology.name}.${name}: default ${values} is outside ${parameter.min}..${parameter.max}`,
      );
    }
  }
  return typology as unknown as Typology;
}
