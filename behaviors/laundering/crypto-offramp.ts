import { concatMap, defer, EMPTY, from, merge, mergeMap, type Observable } from 'rxjs';
import {
  type Accomplice,
  camouflage,
  cashOut,
  cover,
  DAY,
  type Drawn,
  defineTypology,
  delayInto,
  gather,
  HOUR,
  type Holding,
  kept,
  MINUTE,
  type Parameters,
  payFromOutside,
  payIn,
  placements,
  pow,
  type Rng,
  recruit,
  type Scene,
  sophistication,
  split,
  transferOnline,
  typedCents,
  WAKING,
} from '../../src/define.ts';

const parameters = {
  purchases: {
    kind: 'integer_range',
    default: [1, 4],
    min: 1,
    max: 12,
    unit: 'payments',
    doc: 'Payments to the exchange.',
    source: 'catalogue entry C5: 1 to 5 a day',
    sizesCampaign: true,
  },
  amount: {
    kind: 'range',
    default: [400, 4_500],
    min: 50,
    max: 9_500,
    unit: 'EUR',
    doc: 'Sum that is turned into crypto-assets.',
    source: 'assumption',
  },
  shortest_gap_minutes: {
    kind: 'number',
    default: 10,
    min: 1,
    max: 1_440,
    unit: 'minutes',
    doc: 'Least time on the chain between the last purchase and the sale; the time is log-uniform up to `longest_gap_days`.',
    source: 'catalogue entry C5',
  },
  longest_gap_days: {
    kind: 'number',
    default: 3,
    min: 0.1,
    max: 30,
    unit: 'days',
    doc: 'Longest time on the chain.',
    source: 'catalogue entry C5',
  },
  chain_cost: {
    kind: 'range',
    default: [0.01, 0.06],
    min: 0,
    max: 0.5,
    doc: 'Share that fees and the price take.',
    source: 'catalogue entry C5: 1 to 6 %',
  },
  sellers: {
    kind: 'integer_range',
    default: [1, 3],
    min: 1,
    max: 8,
    unit: 'accounts',
    doc: 'Accounts to which another exchange pays the proceeds.',
    source: 'assumption',
    sizesCampaign: true,
  },
  exits: {
    kind: 'integer_range',
    default: [1, 2],
    min: 1,
    max: 6,
    unit: 'payments',
    doc: 'Payments by which each of them takes out what he got.',
    source: 'assumption',
    sizesCampaign: true,
  },
  placements,
  kept,
  sophistication,
  camouflage,
} as const satisfies Parameters;

type Values = Drawn<typeof parameters>;

/** Share of sellers who have enough to take it out in more than one payment. */
const WORTH_ANOTHER = 0.97;

export default defineTypology({
  name: 'crypto_offramp',
  family: 'laundering',
  doc: 'Cash goes to an exchange, moves over a chain that no bank sees, and comes back from another exchange to other accounts, which take it out.',
  source: 'FATF, Virtual Assets Red Flag Indicators, 2020 (catalogue entry C5)',
  lookAlikes: ['account_abroad', 'crypto_purchases'],
  parameters,
  roles: {
    buyer: 'Pays cash in and buys crypto-assets.',
    exchange: 'Pays out what was sold on it.',
    seller: 'Receives the proceeds from the other exchange and takes them out.',
  },
  expectedRows: ({ placements, purchases, sellers, exits }) =>
    placements + purchases + sellers * (2 + (exits - 1) * WORTH_ANOTHER),
  run(scene) {
    const { values, rng, cast } = scene;
    const [buyer] = recruit(scene, { role: 'buyer', count: 1, herdedShare: 0.25 }, rng);
    const sellers = recruit(scene, { role: 'seller', count: values.sellers, herdedShare: 0.4 }, rng);
    if (buyer === undefined || sellers.length === 0) {
      scene.conclude('aborted: no accomplices');
      return EMPTY;
    }
    const [bought, sold] = [cast.exchange(), cast.exchange()];
    scene.enlist('exchange', { account: bought });
    if (sold !== bought) scene.enlist('exchange', { account: sold });
    const care = values.sophistication;
    const traded$ = payIn(scene, buyer, 100 * values.amount, { visits: values.placements }, rng.fork('placement')).pipe(
      concatMap((purse) => buy(scene, purse, bought)),
      concatMap((assets) => {
        const parts = split(assets.cents * (1 - values.chain_cost), sellers.length, 4, rng.fork('sale'));
        return merge(
          ...sellers.map((seller, ordinal) => {
            const stream = rng.fork('seller', ordinal);
            return sell(scene, assets, { seller, exchange: sold, cents: parts[ordinal]! }, stream);
          }),
        );
      }),
      mergeMap((purse, ordinal) => {
        const holding = { ...purse, cents: purse.cents * (1 - values.kept) };
        // What has just come from an exchange does not go to one.
        const style = { pieces: values.exits, delayMs: [7 * HOUR, 1.1], care, exchangeShare: 0 } as const;
        return cashOut(scene, holding, style, rng.fork('exit', ordinal));
      }),
    );
    const hiding = { share: values.camouflage, fraudRows: 2 * sellers.length, windowMs: 5 * DAY };
    return merge(traded$, cover(scene, [buyer, ...sellers], hiding, rng.fork('cover')));
  },
});

/** Some purchases, hours apart; what is then on the chain, in the hands of the exchange. */
function buy(scene: Scene<Values>, { holder, cents, receipt }: Holding, exchange: number): Observable<Holding> {
  const { values, clock } = scene;
  const rng = scene.rng.fork('purchase');
  return defer(() => from(split(cents * (1 - values.kept), values.purchases, 4, rng))).pipe(
    concatMap((part, ordinal) => {
      const delay = rng.logNormal(ordinal === 0 ? 3 * HOUR : 5 * HOUR, 1);
      return scene.wait(delayInto(WAKING, clock.now(), delay, rng)).pipe(
        concatMap(() => {
          const wanted = Math.max(1_000, Math.min(part, scene.available(holder.account)));
          const order = {
            rail: rng.chance(0.75) ? 'instant_transfer' : 'credit_transfer',
            stage: 'layering',
            origin: holder.account,
            destination: exchange,
            amountCents: typedCents(wanted, 0, rng),
            access: holder.access(),
            causedBy: receipt,
          } as const;
          return transferOnline(scene, order, { customer: holder.customer, isNewPayee: ordinal === 0 }, rng);
        }),
      );
    }),
    gather({ ...holder, account: exchange }),
  );
}

interface Sale {
  readonly seller: Accomplice;
  readonly exchange: number;
  readonly cents: number;
}

/** The proceeds arrive from the exchange on which they were sold. If that is another one, no bank can say why. */
function sell(scene: Scene<Values>, assets: Holding, { seller, exchange, cents }: Sale, rng: Rng): Observable<Holding> {
  const { shortest_gap_minutes, longest_gap_days } = scene.values;
  const shortest = shortest_gap_minutes * MINUTE;
  const ratio = Math.max(1, (longest_gap_days * DAY) / shortest);
  const order = {
    rail: rng.chance(0.5) ? 'instant_transfer' : 'credit_transfer',
    stage: 'layering',
    origin: exchange,
    destination: seller.account,
    // Whoever sells has round sums paid out, or all there is.
    amountCents: typedCents(cents, scene.values.sophistication, rng),
    causedBy: exchange === assets.holder.account ? assets.receipt : 0,
  } as const;
  return payFromOutside(scene, order, shortest * pow(ratio, rng.uniform())).pipe(gather(seller));
}
