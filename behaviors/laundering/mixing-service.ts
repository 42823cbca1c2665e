import { concatMap, EMPTY, from, merge, mergeMap, type Observable, toArray } from 'rxjs';
import {
  type Accomplice,
  camouflage,
  cover,
  DAY,
  type Drawn,
  defineTypology,
  HOUR,
  type Holding,
  handOn,
  type Parameters,
  payIn,
  type Rng,
  recruit,
  type Scene,
  sophistication,
  split,
} from '../../src/define.ts';

const parameters = {
  clients: {
    kind: 'integer_range',
    default: [3, 8],
    min: 2,
    max: 40,
    unit: 'clients',
    doc: 'Clients who pay cash in and send it to the pool.',
    source: 'catalogue entry C6',
    sizesCampaign: true,
  },
  pool_accounts: {
    kind: 'integer_range',
    default: [1, 3],
    min: 1,
    max: 8,
    unit: 'accounts',
    doc: 'Accounts of the pool.',
    source: 'assumption',
  },
  slices: {
    kind: 'integer_range',
    default: [2, 4],
    min: 1,
    max: 10,
    unit: 'payments',
    doc: 'Payments in which a client gets his money back, to new accounts.',
    source: 'PhantomLedger, mixing service: random slices',
    sizesCampaign: true,
  },
  amount: {
    kind: 'range',
    default: [300, 2_000],
    min: 20,
    max: 9_000,
    unit: 'EUR',
    doc: 'What a client puts in, on average.',
    source: 'assumption',
  },
  window_days: {
    kind: 'range',
    default: [1, 5],
    min: 0.1,
    max: 60,
    unit: 'days',
    doc: 'Time within which the clients pay.',
    source: 'assumption',
  },
  mean_delay_hours: {
    kind: 'number',
    default: 14,
    min: 0.1,
    max: 240,
    unit: 'hours',
    doc: 'Mean time between the payments of an account of the pool.',
    source:
      'PhantomLedger: exponential with a mean of 6 hours; longer, since a pool of bank accounts is slower (assumption)',
  },
  fee: {
    kind: 'range',
    default: [0.01, 0.03],
    min: 0,
    max: 0.5,
    doc: 'Fee of the service.',
    source: 'PhantomLedger: 1 to 3 %',
  },
  sophistication,
  camouflage,
} as const satisfies Parameters;

type Values = Drawn<typeof parameters>;

export default defineTypology({
  name: 'mixing_service',
  family: 'laundering',
  doc: 'Clients pay into a pool of accounts, which pays out random slices to new accounts of theirs, so that no slice can be matched to what somebody paid in.',
  source: 'PhantomLedger, mixing service (catalogue entry C6)',
  lookAlikes: ['account_abroad', 'private_purchase'],
  parameters,
  roles: {
    client: 'Pays cash in and sends it to the pool.',
    pool: 'Gathers from all clients and pays slices out.',
    fresh_account: 'Receives a slice for a client.',
  },
  expectedRows: ({ clients, slices }) => clients * (2 + slices),
  run(scene) {
    const { values, rng } = scene;
    const pools = recruit(
      scene,
      { role: 'pool', count: values.pool_accounts, businessShare: 0.3, herdedShare: 0.7 },
      rng,
    );
    const clients = recruit(scene, { role: 'client', count: values.clients, herdedShare: 0.1 }, rng);
    if (pools.length === 0 || clients.length < 2) {
      scene.conclude('aborted: no accomplices');
      return EMPTY;
    }
    const windowMs = values.window_days * DAY;
    const mixed$ = merge(
      ...pools.map((pool, ordinal) => {
        const own = clients.filter((_, client) => client % pools.length === ordinal);
        return merge(
          ...own.map((client) => putIn(scene, client, pool, windowMs, rng.fork('client', client.account))),
        ).pipe(
          toArray(),
          concatMap((receipts) => payOut(scene, receipts, rng.fork('pool', ordinal))),
        );
      }),
    );
    const hiding = { share: values.camouflage, fraudRows: 2 * clients.length, windowMs };
    return merge(mixed$, cover(scene, [...pools, ...clients], hiding, rng.fork('cover')));
  },
});

/** A client's cash, and his payment to the pool. */
function putIn(
  scene: Scene<Values>,
  client: Accomplice,
  pool: Accomplice,
  windowMs: number,
  rng: Rng,
): Observable<Holding> {
  const { values } = scene;
  const cents = 100 * values.amount * rng.logNormal(1, 0.45);
  const style = { delayMs: [5 * HOUR, 1], kept: 0.02, care: values.sophistication } as const;
  return payIn(scene, client, cents, { visits: 1, delayMs: windowMs * rng.uniform() }, rng).pipe(
    concatMap((purse) => handOn(scene, purse, pool, style, rng)),
  );
}

/** Slices of what all clients put in, in random order, each to an account that has not been seen here. */
function payOut(scene: Scene<Values>, receipts: readonly Holding[], rng: Rng): Observable<unknown> {
  const { values } = scene;
  const last = receipts.at(-1);
  if (last === undefined) return EMPTY;
  const slices = receipts.flatMap(({ cents }, ordinal) =>
    split(cents * (1 - values.fee), values.slices, 2, rng.fork('slices', ordinal)),
  );
  const payees = recruit(scene, { role: 'fresh_account', count: slices.length, herdedShare: 0.2 }, rng);
  const order = rng.shuffle(slices.slice(0, payees.length));
  return from(order).pipe(
    concatMap((cents, ordinal) => {
      const stream = rng.fork('payout', ordinal);
      const delayMs = [stream.exponential(values.mean_delay_hours * HOUR), 0] as const;
      const style = { delayMs, kept: 0, care: 0.5 + 0.5 * values.sophistication, instantShare: 0.5 } as const;
      return handOn(scene, { ...last, cents }, payees[ordinal]!, style, stream);
    }),
    mergeMap(({ cents }) => {
      scene.gain(cents);
      return EMPTY;
    }),
  );
}
