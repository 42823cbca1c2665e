import { concat, concatMap, type Observable, range, takeWhile, tap } from 'rxjs';
import {
  type CardSpree,
  DAY,
  type Drawn,
  defineTypology,
  delayInto,
  goOnSpree,
  HOUR,
  MINUTE,
  notesCents,
  type Outcome,
  type Parameters,
  type Scene,
  type StolenCard,
  sophistication,
  WAKING,
} from '../../src/define.ts';

const parameters = {
  taps: {
    kind: 'integer_range',
    default: [1, 7],
    min: 1,
    max: 30,
    unit: 'purchases',
    doc: 'Contactless purchases meant to be made before the card is missed.',
    source: 'catalogue entry D4 (BankSim: 3 to 8)',
    sizesCampaign: true,
  },
  knows_pin_share: {
    kind: 'share',
    default: 0.25,
    min: 0,
    max: 1,
    doc: 'Share of thieves who watched the PIN being typed and go to a cash machine first.',
    source: 'assumption',
  },
  withdrawals: {
    kind: 'integer_range',
    default: [1, 3],
    min: 1,
    max: 10,
    unit: 'withdrawals',
    doc: 'Withdrawals of those who know the PIN.',
    source: 'assumption',
  },
  hours: {
    kind: 'range',
    default: [2, 30],
    min: 0.1,
    max: 240,
    unit: 'hours',
    doc: 'Time in which the card is used, at most.',
    source: 'assumption: holders miss a card within a day or two',
  },
  sophistication,
} as const satisfies Parameters;

type Values = Drawn<typeof parameters>;

/** Share of the taps meant that are made: cards are blocked, or run dry. */
const MADE_OF_MEANT = 0.95;
/** Share of victims whose stolen card can draw cash: credit cards cannot. */
const CAN_WITHDRAW = 0.6;
const TYPICAL_CASH_CENTS = 20_000;
const MOST_CASH_CENTS = 50_000;

export default defineTypology({
  name: 'lost_stolen_card',
  family: 'fraud',
  doc: "A card taken from a pocket or found is tapped in shops of its holder's own town for sums that need no PIN; some thieves know the PIN and draw cash.",
  source: 'catalogue entry D4 (BankSim theft scenario); EU contactless limit of 50 euros',
  lookAlikes: ['entertainment'],
  parameters,
  roles: { victim: 'Holds the card.' },
  expectedRows({ taps, knows_pin_share, withdrawals }) {
    return taps * MADE_OF_MEANT + knows_pin_share * CAN_WITHDRAW * withdrawals;
  },
  run(scene) {
    const { values, cast } = scene;
    const rng = scene.rng.fork('card');
    const slot = cast.cardInPocket();
    const { card, holder, account } = cast.cardData(slot);
    scene.enlist('victim', { customer: holder, account });
    const stolen: StolenCard = {
      ordinal: 0,
      slot,
      holder,
      card,
      knowsCode: false,
      knowsData: true,
      isDisguised: false,
      rng,
    };
    const isDebit = account === cast.currentAccount(holder);
    const drawsCash = isDebit && cast.hasCashCard(holder) && rng.chance(values.knows_pin_share);
    const stolenAt = delayInto(WAKING, scene.clock.now(), rng.uniform() * DAY, rng);
    const spend$ = scene
      .wait(rng.logNormal(20 * MINUTE, 1))
      .pipe(concatMap(() => goOnSpree(scene, stolen, spree(values), rng.fork('spree'))));
    return scene.wait(stolenAt).pipe(concatMap(() => (drawsCash ? concat(drawCash(scene, holder), spend$) : spend$)));
  },
});

function spree({ taps, hours, sophistication: care }: Values): CardSpree {
  return {
    purchases: taps,
    choices: 1,
    isCareful: care > 0.5,
    by: 'tap',
    onDecline: 'switch',
    lastsMs: [2 * HOUR, Math.max(2, hours) * HOUR],
    causedBy: 0,
  };
}

/** One machine after the other, until one refuses. */
function drawCash(scene: Scene<Values>, holder: number): Observable<Outcome> {
  const rng = scene.rng.fork('cash');
  return range(0, scene.values.withdrawals).pipe(
    concatMap(() => {
      const amountCents = notesCents(Math.min(MOST_CASH_CENTS, rng.logNormal(TYPICAL_CASH_CENTS, 0.7)), rng);
      return scene
        .wait(rng.logNormal(25 * MINUTE, 1))
        .pipe(
          concatMap(() =>
            scene.pay({ rail: 'cash_withdrawal', stage: 'cash_out', customer: holder, victim: holder, amountCents }),
          ),
        );
    }),
    tap(({ approved, amountCents }) => scene.gain(approved ? amountCents : 0)),
    takeWhile(({ approved }) => approved, true),
  );
}
