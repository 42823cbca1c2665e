import { interval, tap } from 'rxjs';
import { DAY, type Shard } from '../src/define.ts';

/** An alert that waits for somebody to look at it. */
export interface WaitingAlert {
  /** Money or an account is kept back until somebody has looked: these come first. */
  readonly isUrgent: boolean;
  readonly score: number;
  readonly time: number;
  /** Somebody looks. */
  readonly investigate: () => void;
}

/** Reviews that nobody got to for so long are dropped (assumption); what is urgent waits on. */
const PATIENCE_MS = 7 * DAY;

/**
 * Analysts who look at so many alerts a day, evenly over day and night: the urgent first, then those with the highest
 * scores, then the oldest. What they cannot do waits.
 */
export class Analysts {
  private waiting: WaitingAlert[] = [];
  private readonly shard: Shard;

  constructor(shard: Shard, alertsPerDay: number) {
    this.shard = shard;
    if (alertsPerDay <= 0) return;
    interval(Math.max(1, Math.round(DAY / alertsPerDay)), shard.clock)
      .pipe(tap(() => this.takeNext()))
      .subscribe({ error: (error: unknown) => shard.fail(error) });
  }

  submit(alert: WaitingAlert): void {
    this.waiting.push(alert);
  }

  private takeNext(): void {
    if (this.waiting.length === 0) return;
    const oldest = this.shard.now - PATIENCE_MS;
    this.waiting = this.waiting.filter(({ isUrgent, time }) => isUrgent || time >= oldest);
    let best = 0;
    for (let index = 1; index < this.waiting.length; index++) {
      if (comesBefore(this.waiting[index]!, this.waiting[best]!)) best = index;
    }
    const [alert] = this.waiting.splice(best, 1);
    alert?.investigate();
  }
}

function comesBefore(one: WaitingAlert, other: WaitingAlert): boolean {
  if (one.isUrgent !== other.isUrgent) return one.isUrgent;
  return one.score !== other.score ? one.score > other.score : one.time < other.time;
}
