import { concatMap, EMPTY, type Observable, range, takeWhile, tap } from 'rxjs';
import {
  type Accomplice,
  DAY,
  type Drawn,
  defineTypology,
  delayInto,
  HOUR,
  type Holding,
  isFinal,
  type Outcome,
  type Parameters,
  payIn,
  type Rng,
  recruit,
  remittanceWord,
  type Scene,
  sophistication,
  transferOnline,
  typedCents,
  WAKING,
} from '../../src/define.ts';

const parameters = {
  rounds: {
    kind: 'integer_range',
    default: [3, 7],
    min: 2,
    max: 52,
    unit: 'rounds',
    doc: 'Times that money is paid in and sent abroad.',
    source: 'Tide: 15 to 40 transfers; fewer, so that a campaign fits into a month or two (assumption)',
    sizesCampaign: true,
  },
  gap_days: {
    kind: 'range',
    default: [2.5, 8],
    min: 0.5,
    max: 60,
    unit: 'days',
    doc: 'Days between two rounds, give or take half a day; every campaign keeps its rhythm.',
    source: 'Tide: 7, 14 or 30 days; shorter, as above',
  },
  payees: {
    kind: 'integer_range',
    default: [2, 5],
    min: 1,
    max: 12,
    unit: 'accounts',
    doc: 'Accounts abroad that are paid by turns.',
    source: 'Tide: 4 to 8',
  },
  transfers_each: {
    kind: 'integer_range',
    default: [1, 2],
    min: 1,
    max: 6,
    unit: 'transfers',
    doc: 'Transfers of a round.',
    source: 'assumption',
    sizesCampaign: true,
  },
  amount: {
    kind: 'range',
    default: [300, 2_000],
    min: 20,
    max: 9_000,
    unit: 'EUR',
    doc: 'Cash of a round, on average.',
    source: 'Tide: transfers of 2,000 to 8,000; less, as what people here send abroad is less (assumption)',
  },
  kept_share: {
    kind: 'range',
    default: [0.02, 0.08],
    min: 0,
    max: 0.5,
    doc: 'Share that stays with the sender.',
    source: 'PhantomLedger: mules keep 5 to 10 %',
  },
  sophistication,
} as const satisfies Parameters;

type Values = Drawn<typeof parameters>;

export default defineTypology({
  name: 'repeated_overseas',
  family: 'laundering',
  doc: 'Week after week somebody pays cash in and sends it abroad, to one of a few accounts by turns, like a migrant who supports his family.',
  source: 'Tide, "repeated overseas transfers" (catalogue entry C10)',
  lookAlikes: ['remittances'],
  parameters,
  roles: {
    sender: 'Pays the cash in and sends it abroad.',
    payee_abroad: 'Receives it, by turns with others.',
  },
  expectedRows: ({ rounds, transfers_each }) => rounds * (1 + transfers_each),
  run(scene) {
    const { values, rng, cast } = scene;
    const [sender] = recruit(scene, { role: 'sender', count: 1, businessShare: 0.15, herdedShare: 0.15 }, rng);
    if (sender === undefined) {
      scene.conclude('aborted: no accomplices');
      return EMPTY;
    }
    const payees = [...new Set(Array.from({ length: values.payees }, () => cast.foreignAccount()))];
    for (const account of payees) scene.enlist('payee_abroad', { account });
    const known = new Set<number>();
    return range(0, values.rounds).pipe(
      concatMap((round) => goRound(scene, sender, payees, known, round)),
      tap(({ declineReason }) => isFinal(declineReason) && scene.conclude(`aborted: ${declineReason}`)),
      takeWhile(({ declineReason }) => !isFinal(declineReason), true),
    );
  },
});

/** Cash in, and hours later transfers abroad out of it. */
function goRound(
  scene: Scene<Values>,
  sender: Accomplice,
  payees: readonly number[],
  known: Set<number>,
  round: number,
): Observable<Outcome> {
  const { values } = scene;
  const rng = scene.rng.fork('round', round);
  const delayMs = round === 0 ? 0 : Math.max(0.5, values.gap_days + 0.5 * rng.normal() - 0.6) * DAY;
  const cents = 100 * values.amount * rng.logNormal(1, 0.3);
  return payIn(scene, sender, cents, { visits: 1, delayMs }, rng).pipe(
    concatMap((purse) =>
      range(0, values.transfers_each).pipe(
        concatMap((ordinal) => {
          const payee = payees[(round * values.transfers_each + ordinal) % payees.length]!;
          return sendAbroad(scene, purse, payee, known, rng.fork('transfer', ordinal));
        }),
      ),
    ),
  );
}

function sendAbroad(
  scene: Scene<Values>,
  { holder, cents, receipt }: Holding,
  payee: number,
  known: Set<number>,
  rng: Rng,
): Observable<Outcome> {
  const { values, clock } = scene;
  const share = (1 - values.kept_share) / values.transfers_each;
  return scene.wait(delayInto(WAKING, clock.now(), rng.logNormal(9 * HOUR, 0.9), rng)).pipe(
    concatMap(() => {
      const wanted = Math.min(cents * share * (0.85 + 0.15 * rng.uniform()), scene.available(holder.account));
      const isNewPayee = !known.has(payee);
      known.add(payee);
      const order = {
        rail: rng.chance(0.25) ? 'instant_transfer' : 'credit_transfer',
        stage: 'layering',
        origin: holder.account,
        destination: payee,
        amountCents: typedCents(Math.max(1_000, wanted), values.sophistication, rng),
        access: holder.access(),
        causedBy: receipt,
        ...remittanceWord(holder.isBusiness ? 'invoice' : 'friends', wanted, rng),
      } as const;
      return transferOnline(scene, order, { customer: holder.customer, isNewPayee }, rng);
    }),
    tap(({ approved, amountCents }) => scene.gain(approved ? amountCents : 0)),
  );
}
