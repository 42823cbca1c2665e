import { concatMap, EMPTY, map, type Observable, range, takeWhile } from 'rxjs';
import {
  type Accomplice,
  cashOut,
  DAY,
  type Drawn,
  defineTypology,
  HOUR,
  isFinal,
  type Outcome,
  type Parameters,
  payIn,
  recruit,
  type Scene,
  sophistication,
} from '../../src/define.ts';

const parameters = {
  rounds: {
    kind: 'integer_range',
    default: [2, 6],
    min: 1,
    max: 30,
    unit: 'rounds',
    doc: 'Times that cash is paid in and sent off.',
    source: 'catalogue entry B5: 2 to 6',
    sizesCampaign: true,
  },
  amount: {
    kind: 'range',
    default: [200, 1_800],
    min: 20,
    max: 9_900,
    unit: 'EUR',
    doc: 'Cash of a round, on average.',
    source: 'assumption',
  },
  days_between: {
    kind: 'range',
    default: [0.8, 6],
    min: 0.05,
    max: 30,
    unit: 'days',
    doc: 'Median time between two rounds; sigma of its logarithm 0.6.',
    source: 'assumption',
  },
  hold_hours: {
    kind: 'range',
    default: [0.3, 10],
    min: 0.05,
    max: 48,
    unit: 'hours',
    doc: 'Median time between deposit and payment; sigma of its logarithm 0.6.',
    source: 'catalogue entry B5: within 24 hours',
  },
  sent_share: {
    kind: 'range',
    default: [0.85, 1],
    min: 0.1,
    max: 1,
    doc: 'Share of a deposit that is sent off.',
    source: 'catalogue entry B5',
  },
  sophistication,
} as const satisfies Parameters;

type Values = Drawn<typeof parameters>;

/** Chance that a round's cash comes in two visits. */
const SECOND_VISIT = 0.25;

export default defineTypology({
  name: 'deposit_send',
  family: 'laundering',
  doc: 'Cash is paid in and nearly all of it sent abroad or to an exchange the same day, again and again.',
  source: 'SAML-D, "deposit-send" (catalogue entry B5)',
  lookAlikes: ['cash_deposit', 'remittances'],
  parameters,
  roles: { sender: 'Pays cash in and sends it off.' },
  expectedRows: ({ rounds }) => rounds * (2 + SECOND_VISIT),
  run(scene) {
    const { values, rng } = scene;
    const [sender] = recruit(scene, { role: 'sender', count: 1, businessShare: 0.15, herdedShare: 0.2 }, rng);
    if (sender === undefined) {
      scene.conclude('aborted: no accomplices');
      return EMPTY;
    }
    return range(0, values.rounds).pipe(
      concatMap((round) => goRound(scene, sender, round)),
      takeWhile(({ declineReason }) => !isFinal(declineReason), true),
      map(({ declineReason }) => isFinal(declineReason) && scene.conclude(`aborted: ${declineReason}`)),
    );
  },
});

function goRound(scene: Scene<Values>, sender: Accomplice, round: number): Observable<Outcome> {
  const { values } = scene;
  const rng = scene.rng.fork('round', round);
  const delayMs = round === 0 ? 0 : rng.logNormal(values.days_between * DAY, 0.6);
  const visits = { visits: rng.chance(SECOND_VISIT) ? 2 : 1, delayMs, gapMs: [2 * HOUR, 0.8] } as const;
  return payIn(scene, sender, 100 * values.amount * rng.logNormal(1, 0.35), visits, rng).pipe(
    concatMap((purse) => {
      const holding = { ...purse, cents: purse.cents * Math.min(1, values.sent_share + 0.08 * (rng.uniform() - 0.5)) };
      const delay = [values.hold_hours * HOUR, 0.6] as const;
      // What came in cash does not go out in cash.
      const bankOnly = { ...holding, holder: { ...sender, hasCashCard: false } };
      return cashOut(scene, bankOnly, { pieces: 1, delayMs: delay, hours: [7, 23], care: values.sophistication }, rng);
    }),
  );
}
