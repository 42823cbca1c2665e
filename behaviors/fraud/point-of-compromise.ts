import { concatMap, distinct, filter, mergeMap, type Observable, take, takeUntil } from 'rxjs';
import {
  type CardSpree,
  DAY,
  type Drawn,
  defineTypology,
  delayInto,
  goOnSpree,
  HOUR,
  type Parameters,
  type Posting,
  type Scene,
  type StolenCard,
  sophistication,
  WAKING,
} from '../../src/define.ts';

const parameters = {
  cards: {
    kind: 'integer_range',
    default: [3, 12],
    min: 1,
    max: 5_000,
    unit: 'cards',
    doc: 'Cards whose data are used, at most.',
    source: 'assumption: sizes follow the quota of the scenario',
    sizesCampaign: true,
  },
  window_days: {
    kind: 'range',
    default: [20, 40],
    min: 1,
    max: 180,
    unit: 'days',
    doc: 'How long the terminal copies cards, unless enough are caught sooner.',
    source: 'Fraud Detection Handbook, scenario 2: 28 days',
  },
  caught_share: {
    kind: 'range',
    default: [0.3, 0.8],
    min: 0.01,
    max: 1,
    doc: 'Share of the cards used there that are copied and then used.',
    source: 'catalogue entry D3: 10 to 30 %, more here, since gangs use only a few of many cards (assumption)',
  },
  days_to_use: {
    kind: 'range',
    default: [5, 40],
    min: 0,
    max: 180,
    unit: 'days',
    doc: 'Time from the purchase at the terminal to the first fraud, drawn anew for every card from 0.3 to 1 of it.',
    source: 'catalogue entry D3',
  },
  charges: {
    kind: 'integer_range',
    default: [1, 5],
    min: 1,
    max: 30,
    unit: 'purchases',
    doc: 'Purchases meant to be made with a card.',
    source: 'assumption',
  },
  sophistication,
} as const satisfies Parameters;

type Values = Drawn<typeof parameters>;

/** Where a foreign reader on the terminal goes unnoticed. */
const CATEGORIES = ['groceries', 'fuel', 'restaurant'] as const;
/** Share of the purchases meant that are made: some cards are blocked or empty, a few shops are too quiet. */
const MADE_OF_MEANT = 0.96;
/** Share of the cards that are used through the wallet of a telephone. */
const BY_WALLET = 0.2;

export default defineTypology({
  name: 'point_of_compromise',
  family: 'fraud',
  doc: 'A terminal in a busy shop copies the cards that are used there; weeks later they are used elsewhere. Who looks for the purchase that all victims have in common finds the shop.',
  source: 'catalogue entry D3; the Fraud Detection Handbook has compromised terminals',
  lookAlikes: ['electronics'],
  parameters,
  roles: {
    victim: 'Paid at the terminal.',
    compromised_merchant: 'Does not know what its terminal does.',
  },
  expectedRows({ cards, charges }) {
    return cards * charges * MADE_OF_MEANT;
  },
  run(scene) {
    const { values, rng, cast } = scene;
    const merchant = cast.counterMerchant(rng.pick(CATEGORIES));
    scene.enlist('compromised_merchant', { merchant });
    return scene.watch(cast.acquiringAccount(merchant)).pipe(
      filter(({ approved, card, destination }) => approved && card >= 0 && destination >= 0),
      distinct(({ card }) => card),
      // Each card by a stream of its own: who else comes to the shop decides on nobody.
      filter(({ card }) => rng.fork('caught', card).chance(values.caught_share)),
      takeUntil(scene.wait(values.window_days * DAY)),
      take(values.cards),
      mergeMap((purchase, ordinal) => useLater(scene, purchase, ordinal)),
    );
  },
});

function useLater(scene: Scene<Values>, { card }: Posting, ordinal: number): Observable<unknown> {
  const { values, cast } = scene;
  const rng = scene.rng.fork('card', card);
  const slot = cast.slotOf(card);
  const { holder, account } = cast.cardData(slot);
  scene.enlist('victim', { customer: holder, account });
  const stolen: StolenCard = { ordinal, slot, holder, card, knowsCode: true, knowsData: true, isDisguised: false, rng };
  const isCareful = rng.chance(0.2 + 0.7 * values.sophistication);
  const spree: CardSpree = {
    purchases: values.charges,
    choices: 2,
    isCareful,
    by: rng.chance(BY_WALLET) ? 'wallet' : 'internet',
    onDecline: 'switch',
    lastsMs: isCareful ? [12 * HOUR, 10 * DAY] : [3 * HOUR, 3 * DAY],
    causedBy: 0,
  };
  const delay = values.days_to_use * (0.3 + 0.7 * rng.uniform()) * DAY;
  return scene
    .wait(delayInto(WAKING, scene.clock.now(), delay, rng))
    .pipe(concatMap(() => goOnSpree(scene, stolen, spree, rng.fork('spree'))));
}
