import { once } from 'node:events';
import { MessageChannel, type MessagePort, receiveMessageOnPort, type Worker } from 'node:worker_threads';
import { startWorker } from '../../threads/start-worker.ts';
import { checkDecision } from '../check-decision.ts';
import type { DecidedOutcome, Decision, Detector, DetectorEvent, LateDecision, LearnedLabel } from '../detector.ts';
import { DetectorError } from '../errors.ts';
import type { Batch, FromRules, RuleRow, RulesTask, SeenPayment } from './messages.ts';

const HOUR = 3_600_000;
/** How long one batch may take before the rules count as stuck. */
const PATIENCE_MS = 120_000;

const approve: Decision = { action: 'approve', score: 0 };

/**
 * Rules in SQL, which decide in hourly batches over what was known at the full hour.
 *
 * A row of their answer with a `transaction_id` is a late decision on that payment. One with an `account_id` holds for
 * every payment from or to that account until the next batch, before it settles.
 */
export class SqlRules implements Detector {
  readonly sweep = { everyMs: HOUR, decide: (until: number) => this.lateDecisions(until) };
  private readonly spec: string;
  private readonly worker: Worker;
  private readonly port: MessagePort;
  private readonly word: Int32Array;
  private payments: SeenPayment[] = [];
  private labels: LearnedLabel[] = [];
  private accounts: ReadonlyMap<number, Decision> = new Map();
  private late: LateDecision[] = [];
  /** Full hour up to which the rules have seen everything. */
  private seenUntil = 0;

  private constructor(spec: string, worker: Worker, port: MessagePort, word: Int32Array) {
    this.spec = spec;
    this.worker = worker;
    this.port = port;
    this.word = word;
  }

  /** @throws DetectorError when the SQL is wrong, or its columns are no decisions. */
  static async open(spec: string, sql: string): Promise<SqlRules> {
    const { port1, port2 } = new MessageChannel();
    const signal = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
    const task: RulesTask = { sql, port: port2, signal };
    const worker = startWorker(import.meta.url, 'rules-thread', task, {}, [port2]);
    const rules = new SqlRules(spec, worker, port1, new Int32Array(signal));
    const [opening] = (await once(worker, 'message')) as [{ problem: string } | { columns: string[] }];
    const problem = 'problem' in opening ? opening.problem : missingIn(opening.columns);
    if (problem === undefined) return rules;
    await rules.close();
    throw new DetectorError('unusable', spec, problem);
  }

  score(event: DetectorEvent): Decision {
    this.catchUp(event.event_time);
    return this.accounts.get(event.origin_account) ?? this.accounts.get(event.destination_account) ?? approve;
  }

  observe(event: DetectorEvent, outcome: DecidedOutcome): void {
    this.catchUp(event.event_time);
    this.payments.push({ ...event, ...outcome });
  }

  learn(label: LearnedLabel): void {
    this.catchUp(label.label_time);
    this.labels.push(label);
  }

  async close(): Promise<void> {
    this.port.postMessage('close');
    this.port.close();
    await this.worker.terminate();
  }

  /** Runs the batch of the full hour that has passed, if it has not run. */
  private catchUp(now: number): void {
    const hour = Math.floor(now / HOUR) * HOUR;
    if (this.seenUntil === 0) this.seenUntil = hour;
    if (hour > this.seenUntil) this.run(hour);
  }

  private lateDecisions(until: number): readonly LateDecision[] {
    if (this.seenUntil !== 0 && until > this.seenUntil) this.run(until);
    return this.late.splice(0);
  }

  private run(until: number): void {
    const batch: Batch = {
      until,
      payments: this.payments.filter(({ event_time }) => event_time < until),
      labels: this.labels.filter(({ label_time }) => label_time < until),
    };
    this.payments = this.payments.filter(({ event_time }) => event_time >= until);
    this.labels = this.labels.filter(({ label_time }) => label_time >= until);
    this.seenUntil = until;
    const rows = this.answerTo(batch);
    this.accounts = new Map(
      rows.filter(isOfAccount).map((row) => [Number(row.account_id), this.decisionOf(row)] as const),
    );
    for (const row of rows) {
      if (isOfAccount(row)) continue;
      this.late.push({ transaction_id: Number(row.transaction_id), ...this.decisionOf(row) });
    }
  }

  private answerTo(batch: Batch): readonly RuleRow[] {
    const before = Atomics.load(this.word, 0);
    this.port.postMessage(batch);
    Atomics.wait(this.word, 0, before, PATIENCE_MS);
    const received = receiveMessageOnPort(this.port) as { readonly message: FromRules } | undefined;
    if (received === undefined)
      throw new DetectorError('timeout', this.spec, `took more than ${PATIENCE_MS / 1_000} s`);
    const { message } = received;
    if ('problem' in message) throw new DetectorError('failed', this.spec, message.problem);
    return message.rows;
  }

  private decisionOf({ transaction_id, action, score, reason }: RuleRow): Decision {
    const answer = {
      action,
      ...(score !== null && score !== undefined && { score: Number(score) }),
      ...(typeof reason === 'string' && { reasons: [reason] }),
    };
    return checkDecision(answer, { transaction_id: Number(transaction_id ?? 0) }, this.spec);
  }
}

function isOfAccount({ account_id }: RuleRow): boolean {
  return account_id !== null && account_id !== undefined;
}

/** What is wrong with the columns of the answer, if anything is. */
function missingIn(columns: readonly string[]): string | undefined {
  const hasSubject = columns.includes('transaction_id') || columns.includes('account_id');
  if (hasSubject && columns.includes('action')) return undefined;
  return `answers the columns ${columns.join(', ')}; it needs action, and transaction_id or account_id`;
}
