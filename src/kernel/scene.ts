import { Observable, timer } from 'rxjs';
import { NULL_CODE } from '../schema/column.ts';
import { channels, declineReasons, eventTypes, schemeRoles, stages } from '../schema/vocabularies.ts';
import type { Campaign, CampaignMember, CampaignOutcome } from './campaign.ts';
import type { Cast } from './cast.ts';
import type { SimClock } from './clock.ts';
import { recordEvent } from './event.ts';
import type { Order, Outcome, SceneEvent } from './order.ts';
import { post } from './post.ts';
import type { Posting } from './posting.ts';
import type { Rng } from './random.ts';
import type { Shard } from './shard.ts';
import type { Drawn } from './typology.ts';

/**
 * What a typology plays on: time, chance, people, and the means to act. Whatever it does happens through the same
 * posting path as everybody's payments, and it hears what became of it.
 *
 * Every act is an Observable that does nothing until it is subscribed to; it then acts at the present time, after what
 * is already due, emits its outcome and completes.
 */
export interface Scene<Values = Drawn> {
  readonly clock: SimClock;
  /** The campaign's own stream. */
  readonly rng: Rng;
  /** The parameters drawn for this campaign. */
  readonly values: Values;
  readonly cast: Cast;
  readonly campaign: Campaign;
  /** Makes a payment; emits what became of it. */
  pay(order: Order): Observable<Outcome>;
  /** Does something that moves no money: a login, a new payee. */
  act(event: SceneEvent): Observable<SceneEvent>;
  /** Lets simulated time pass. */
  wait(delayMs: number): Observable<0>;
  /** Every posting on an account from now on, declines included. */
  watch(account: number): Observable<Posting>;
  /** What can be spent from an account now, in cents. */
  available(account: number): number;
  /** Whether money can leave an account. */
  isOpen(account: number): boolean;
  /** Names a member of the campaign. */
  enlist(role: string, member: Partial<Omit<CampaignMember, 'role'>>): void;
  /** Books what the criminals spent on the campaign, and what they got out of it. Cents. */
  spend(costCents: number): void;
  gain(proceedsCents: number): void;
  /** Says how it ended; `completed` unless said otherwise. */
  conclude(outcome: CampaignOutcome): void;
}

/** Builds the scene of a campaign. */
export function createScene(shard: Shard, campaign: Campaign, values: Drawn, rng: Rng): Scene {
  return {
    clock: shard.clock,
    rng,
    values,
    campaign,
    cast: shard.agents.cast(shard, rng, campaign),
    pay: (order) => inTurn(shard, () => makePayment(shard, campaign, order, rng)),
    act: (event) => inTurn(shard, () => makeEvent(shard, campaign, event)),
    wait: (delayMs) => timer(Math.max(0, Math.round(delayMs)), shard.clock),
    watch: (account) => shard.watches.watch(account),
    available: (account) => shard.world.ledger.available(account as never),
    isOpen: (account) => shard.world.ledger.statusOf(account) === 0,
    enlist: (role, member) => {
      campaign.members.push({ role, customer: -1, account: -1, merchant: -1, device: -1, ...member });
    },
    spend: (costCents) => {
      campaign.costCents += Math.round(costCents);
    },
    gain: (proceedsCents) => {
      campaign.proceedsCents += Math.round(proceedsCents);
    },
    conclude: (outcome) => {
      campaign.outcome = outcome;
    },
  };
}

/** Acts at the present time but never inside another posting: through the clock, in the order of scheduling. */
function inTurn<T>(shard: Shard, act: () => T): Observable<T> {
  return new Observable((subscriber) =>
    shard.clock.schedule(() => {
      subscriber.next(act());
      subscriber.complete();
    }),
  );
}

function makePayment(shard: Shard, campaign: Campaign, order: Order, rng: Rng): Outcome {
  const payment = shard.payment.reset();
  shard.agents.fill(shard, order, rng);
  const isRecovery = 'recovered' in order && order.recovered;
  payment.parent = Math.max(0, order.parent ?? 0);
  payment.scheme = {
    campaign,
    role: schemeRoles.indexOf(order.role ?? 'fraud'),
    stage: stages.indexOf(order.stage),
    causedBy: order.causedBy ?? 0,
    victim: order.victim ?? -1,
    lossCents: order.victim === undefined || isRecovery ? 0 : order.amountCents,
    recoveredCents: isRecovery ? order.amountCents : 0,
  };
  const approved = post(shard);
  const declineReason = payment.declineReason === NULL_CODE ? undefined : declineReasons[payment.declineReason];
  if (declineReason === 'suspected_fraud' && order.rail.endsWith('_transfer')) {
    campaign.leastSuspectedCents = Math.min(campaign.leastSuspectedCents, order.amountCents);
  }
  return {
    approved,
    declineReason,
    isHeld: payment.isHeld,
    transactionId: payment.transactionId,
    amountCents: order.amountCents,
    time: shard.clock.now(),
  };
}

function makeEvent(shard: Shard, campaign: Campaign, event: SceneEvent): SceneEvent {
  const { access } = event;
  const succeeded = event.succeeded ?? true;
  if (succeeded && (event.type === 'sim_change' || event.type === 'device_bind'))
    campaign.takenOver.add(event.customer);
  recordEvent(shard, {
    type: eventTypes.indexOf(event.type),
    customer: event.customer,
    channel: channels.indexOf(access.channel),
    session: access.session,
    device: access.device,
    ip: access.ip,
    account: event.account ?? -1,
    counterparty: event.counterparty ?? -1,
    oldValue: event.oldValue ?? -1,
    newValue: event.newValue ?? -1,
    succeeded,
  });
  return event;
}
