/** How a detector outside of this process is asked. */
export interface RemoteOptions {
  /** Questions under way at once, at most. */
  readonly inFlight: number;
  /**
   * How long an answer is waited for, in milliseconds, before it counts as never given. Far beyond the deadline of
   * whoever asks, so that late answers are told from none.
   */
  readonly giveUpMs: number;
  /** Events of one request over HTTP. Above 1, those that are asked about in the same turn travel as one array. */
  readonly batchSize: number;
  /** How often a request over HTTP that failed is sent again. The service knows repeats by their idempotency key. */
  readonly retries: number;
  /** Whether it is sent outcomes and labels too. */
  readonly feedback: boolean;
}

export const defaultRemoteOptions: RemoteOptions = {
  inFlight: 64,
  giveUpMs: 10_000,
  batchSize: 1,
  retries: 0,
  feedback: false,
};
