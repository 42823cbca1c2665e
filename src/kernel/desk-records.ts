/** What the fraud desk keeps: the tables `alerts` and `cases`. Times are ms UTC, ids that do not apply are -1. */

export interface AlertRecord {
  readonly id: number;
  readonly time: number;
  readonly rule: string;
  readonly transactionId: number;
  readonly account: number;
  /** Case it was filed under, or -1 if nobody looked. */
  case: number;
}

export interface CaseRecord {
  readonly id: number;
  readonly customer: number;
  readonly account: number;
  readonly reason: string;
  readonly opened: number;
  closed: number;
  disposition: 'fraud' | 'mule' | 'legitimate' | undefined;
  analyst: number;
}

/** What customers do when a payment is refused that they meant. */
export const reactionKinds = ['retried', 'other_card', 'paid_cash', 'gave_up', 'called', 'complained', 'left'] as const;
export type ReactionKind = (typeof reactionKinds)[number];

export interface ReactionRecord {
  readonly time: number;
  /** Transaction that was refused. */
  readonly transactionId: number;
  readonly customer: number;
  readonly kind: ReactionKind;
}

/** The desk's books. */
export class DeskRecords {
  readonly reactions: ReactionRecord[] = [];
  readonly alerts: AlertRecord[] = [];
  readonly cases: CaseRecord[] = [];

  openCase(opening: Pick<CaseRecord, 'customer' | 'account' | 'reason' | 'opened'>): CaseRecord {
    const record: CaseRecord = {
      id: this.cases.length + 1,
      ...opening,
      closed: -1,
      disposition: undefined,
      analyst: -1,
    };
    this.cases.push(record);
    return record;
  }
}
