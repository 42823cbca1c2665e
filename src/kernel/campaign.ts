import type { SimTime } from './units.ts';

/** Somebody or something that takes part in a campaign. Ids that do not apply are -1. */
export interface CampaignMember {
  readonly role: string;
  readonly customer: number;
  readonly account: number;
  readonly merchant: number;
  readonly device: number;
}

/** How a campaign ended. */
export type CampaignOutcome = 'completed' | `aborted: ${string}`;

/** One run of a typology, and its accounts. Amounts are in cents. */
export interface Campaign {
  /** Sequential from 1. */
  readonly id: number;
  /** Ordinal within the typology, from 0. Unlike the id it does not depend on other typologies, so it keys draws. */
  readonly ordinal: number;
  readonly typology: string;
  readonly family: string;
  /** Codes in the vocabularies `typology` and `family`. */
  readonly typologyCode: number;
  readonly familyCode: number;
  readonly startedAt: SimTime;
  /** The parameters drawn for it. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Fraudulent rows that it is expected to cause. */
  readonly plannedRows: number;
  readonly members: CampaignMember[];
  /** Customers whose SIM or device the criminals have taken over. */
  readonly takenOver: Set<number>;
  /** Least transfer that was refused as suspicious: they have learned not to send so much again. Cents. */
  leastSuspectedCents: number;
  endedAt: SimTime | -1;
  outcome: CampaignOutcome | undefined;
  /** Rows posted so far, cover and recovery included. */
  steps: number;
  /** Those of them that the log holds (the warm-up is not written). */
  writtenSteps: number;
  /** Fraudulent rows posted so far, and those of them that the log holds. */
  fraudRows: number;
  writtenFraudRows: number;
  proceedsCents: number;
  costCents: number;
  lossCents: number;
  recoveredCents: number;
}
