import { concatMap, from, mergeMap, type Observable } from 'rxjs';
import {
  type CardSpree,
  choices,
  DAY,
  type Drawn,
  defineTypology,
  delayInto,
  goOnSpree,
  HOUR,
  onDecline,
  type Parameters,
  type Scene,
  type StolenCard,
  sophistication,
  WAKING,
} from '../../src/define.ts';

const parameters = {
  cards: {
    kind: 'integer_range',
    default: [1, 8],
    min: 1,
    max: 5_000,
    unit: 'cards',
    doc: 'Cards that a thief buys, or that one phishing page catches.',
    source: 'assumption: stolen cards sell in small lots',
    sizesCampaign: true,
  },
  charges: {
    kind: 'integer_range',
    default: [1, 9],
    min: 1,
    max: 30,
    unit: 'purchases',
    doc: 'Purchases meant to be made with a card.',
    source: 'catalogue entry D2 (PhantomLedger: 5 to 14), fewer since the spending limit of most cards here is lower',
    sizesCampaign: true,
  },
  choices,
  knows_code_share: {
    kind: 'share',
    default: 0.92,
    min: 0,
    max: 1,
    doc: 'Share of the cards whose security code was caught with the number.',
    source: 'assumption',
  },
  fingerprint_share: {
    kind: 'share',
    default: 0.3,
    min: 0,
    max: 1,
    doc: "Share of the cards that come with the fingerprint of the holder's browser, which the thief wears.",
    source: 'Europol on Genesis Market, 2023: fingerprints were sold with the data; the share is an assumption',
  },
  days_between_cards: {
    kind: 'number',
    default: 3,
    min: 0,
    max: 60,
    unit: 'days',
    doc: 'Mean time from one card to the next.',
    source: 'assumption',
  },
  on_decline: onDecline('switch'),
  sophistication,
} as const satisfies Parameters;

type Values = Drawn<typeof parameters>;

/** Purchases of those meant that are made, refused ones included: cards are blocked, run dry, or are given up. */
const MADE_OF_MEANT = 0.93;
/** A card without its code is given up after about two tries. */
const TRIES_WITHOUT_CODE = 1.9;
/** What a card with its data costs, in cents: 5 to 20 dollars. */
const CARD_COST_CENTS = [500, 2_000] as const;

export default defineTypology({
  name: 'stolen_card_not_present',
  family: 'fraud',
  doc: 'A thief buys online with card data that he bought or phished: goods to resell and gift cards, until the card is blocked or empty. The careful buy by day, in days rather than hours, for what the holder usually spends.',
  source: 'catalogue entry D2; ECB reports on card fraud: four fifths of it by value is done without the card',
  lookAlikes: ['travel_and_hotels'],
  parameters,
  roles: { victim: 'Holds the card.' },
  expectedRows({ cards, charges, knows_code_share }) {
    return (
      cards *
      (knows_code_share * charges * MADE_OF_MEANT + (1 - knows_code_share) * Math.min(TRIES_WITHOUT_CODE, charges))
    );
  },
  run(scene) {
    const { values, rng } = scene;
    const cards = Array.from({ length: values.cards }, (_, ordinal) => steal(scene, ordinal));
    return from(cards).pipe(
      mergeMap((stolen, ordinal) => {
        const stream = rng.fork('start', ordinal);
        const delay = ordinal === 0 ? 0 : stream.exponential(values.days_between_cards * ordinal * DAY);
        return scene
          .wait(delayInto(WAKING, scene.clock.now(), delay, stream))
          .pipe(concatMap(() => spend(scene, stolen)));
      }),
    );
  },
});

function steal(scene: Scene<Values>, ordinal: number): StolenCard {
  const { values, cast } = scene;
  const rng = scene.rng.fork('card', ordinal);
  const slot = cast.cardOnline();
  const { card, holder, account } = cast.cardData(slot);
  scene.enlist('victim', { customer: holder, account });
  scene.spend(rng.between(...CARD_COST_CENTS));
  const knowsCode = rng.chance(values.knows_code_share);
  const isDisguised = rng.chance(values.fingerprint_share);
  return { ordinal, slot, holder, card, knowsCode, knowsData: true, isDisguised, rng };
}

function spend(scene: Scene<Values>, stolen: StolenCard): Observable<unknown> {
  const { values } = scene;
  const rng = stolen.rng.fork('spend');
  const isCareful = rng.chance(0.2 + 0.7 * values.sophistication);
  const spree: CardSpree = {
    purchases: values.charges,
    choices: values.choices,
    isCareful,
    by: 'internet',
    onDecline: values.on_decline as CardSpree['onDecline'],
    lastsMs: isCareful ? [DAY, 20 * DAY] : [6 * HOUR, 6 * DAY],
    causedBy: 0,
  };
  return goOnSpree(scene, stolen, spree, rng);
}
