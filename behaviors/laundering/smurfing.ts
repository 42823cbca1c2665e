import { concatMap, EMPTY, filter, from, map, merge, mergeMap, type Observable } from 'rxjs';
import {
  type Accomplice,
  cashOut,
  DAY,
  type Drawn,
  defineTypology,
  depositCash,
  HOUR,
  type Holding,
  handOn,
  kept,
  type Parameters,
  payIn,
  pool,
  type Rng,
  recruit,
  type Scene,
  sophistication,
  split,
  WAKING,
} from '../../src/define.ts';

const parameters = {
  smurfs: {
    kind: 'integer_range',
    default: [4, 10],
    min: 2,
    max: 40,
    unit: 'people',
    doc: 'People who carry the cash to the bank.',
    source: 'catalogue entry B2: 4 to 12 (Tide: 5 to 12)',
    sizesCampaign: true,
  },
  deposits_each: {
    kind: 'integer_range',
    default: [1, 3],
    min: 1,
    max: 6,
    unit: 'deposits',
    doc: 'Deposits that each of them makes.',
    source: 'catalogue entry B2: 1 to 6',
    sizesCampaign: true,
  },
  amount: {
    kind: 'range',
    default: [200, 1_200],
    min: 50,
    max: 9_900,
    unit: 'EUR',
    doc: 'What a smurf carries at a time, on average.',
    source: 'catalogue entry B2: 0.2 to 0.95 of the threshold, of the lower one for occasional customers (2,500 euros)',
  },
  days: {
    kind: 'range',
    default: [1, 6],
    min: 0.1,
    max: 30,
    unit: 'days',
    doc: 'Days over which the smurfs are sent out; those of one day go within three hours.',
    source: 'catalogue entry B2: 3 to 7 days, within 3 hours (Tide)',
  },
  direct_share: {
    kind: 'share',
    default: 0.3,
    min: 0,
    max: 1,
    doc: 'Share of smurfs who pay straight into the account of the organiser.',
    source: 'catalogue entry B2: own or common account; the share is an assumption',
  },
  transfer_hours: {
    kind: 'range',
    default: [1, 8],
    min: 0.05,
    max: 72,
    unit: 'hours',
    doc: 'Median time from deposit to the transfer to the organiser; sigma of its logarithm 0.6.',
    source: 'Tide: 1 to 8 hours',
  },
  exits: {
    kind: 'integer_range',
    default: [1, 3],
    min: 1,
    max: 8,
    unit: 'payments',
    doc: 'Payments by which the organiser moves the money on.',
    source: 'assumption',
    sizesCampaign: true,
  },
  kept,
  sophistication,
} as const satisfies Parameters;

type Values = Drawn<typeof parameters>;

export default defineTypology({
  name: 'smurfing',
  family: 'laundering',
  doc: 'An organiser sends people out with cash, several at the same time and each below what a bank asks about; they pay it in and pass it to him within hours.',
  source: 'Tide; FFIEC, Appendix F, "groups of people" (catalogue entry B2)',
  lookAlikes: ['cash_deposit', 'takings'],
  parameters,
  roles: {
    smurf: 'Carries cash to the bank and passes it on for a fee.',
    organiser: 'Receives all of it and moves it on.',
  },
  expectedRows: ({ smurfs, deposits_each, direct_share, exits }) => smurfs * (deposits_each + 1 - direct_share) + exits,
  run(scene) {
    const { values, rng } = scene;
    const [organiser] = recruit(scene, { role: 'organiser', count: 1, businessShare: 0.35 }, rng);
    const smurfs = recruit(scene, { role: 'smurf', count: values.smurfs, herdedShare: 0.15 }, rng);
    if (organiser === undefined || smurfs.length < 2) {
      scene.conclude('aborted: no accomplices');
      return EMPTY;
    }
    const trips = Math.max(1, Math.round(values.days * rng.uniform()));
    return merge(
      ...smurfs.map((smurf, ordinal) => {
        const stream = rng.fork('smurf', ordinal);
        const trip = ordinal % trips;
        const start = ((trip + 0.5) * values.days * DAY) / trips + 3 * HOUR * stream.uniform();
        return carry(scene, smurf, organiser, start, stream);
      }),
    ).pipe(
      pool(organiser),
      mergeMap((purse) => {
        const holding = { ...purse, cents: purse.cents * (1 - values.kept) };
        const style = {
          pieces: values.exits,
          delayMs: [8 * HOUR, 1],
          hours: WAKING,
          care: values.sophistication,
        } as const;
        return cashOut(scene, holding, style, rng.fork('exit'));
      }),
    );
  },
});

/** One smurf's round: into his own account and on, or straight into the organiser's. */
function carry(
  scene: Scene<Values>,
  smurf: Accomplice,
  organiser: Accomplice,
  startMs: number,
  rng: Rng,
): Observable<Holding> {
  const { values } = scene;
  const visits = values.deposits_each;
  const cents = 100 * values.amount * visits * rng.logNormal(1, 0.35);
  if (rng.chance(values.direct_share)) {
    return from(split(cents, visits, 5, rng)).pipe(
      concatMap((part, visit) => {
        const delay = visit === 0 ? startMs : rng.logNormal(3 * HOUR, 0.8);
        return depositCash(scene, smurf, part, delay, rng, organiser.account);
      }),
      filter(({ approved }) => approved),
      map(({ amountCents, transactionId }) => ({ holder: organiser, cents: amountCents, receipt: transactionId })),
    );
  }
  const style = { visits, delayMs: startMs, gapMs: [3 * HOUR, 0.8] } as const;
  const onward = {
    delayMs: [values.transfer_hours * HOUR, 0.6],
    kept: values.kept,
    care: values.sophistication,
  } as const;
  return payIn(scene, smurf, cents, style, rng).pipe(
    concatMap((purse) => handOn(scene, purse, organiser, onward, rng)),
  );
}
