import type { Access } from '../kernel/order.ts';
import type { Rng } from '../kernel/random.ts';
import type { Scene } from '../kernel/scene.ts';

/** Somebody whose account a scheme uses. */
export interface Accomplice {
  readonly customer: number;
  readonly account: number;
  readonly isBusiness: boolean;
  readonly hasCashCard: boolean;
  /** How his bank is reached: by himself, or by the herder who holds his credentials. */
  readonly access: () => Access;
}

/** How the accomplices of one role are found. */
export interface Recruitment {
  readonly role: string;
  readonly count: number;
  /** Share of businesses among them. Default 0. */
  readonly businessShare?: number;
  /** Share whose accounts the herder operates from his own device. Default 0. */
  readonly herdedShare?: number;
  /** Draws the persons. Default: those who lend their accounts. */
  readonly person?: () => number;
}

/** The device of the herder, shared by all accounts that he operates. */
const HERDER = 1_000;
const TRIES = 40;

/**
 * Recruits accomplices whose accounts are open and who take no other part in the campaign: fewer than asked for where
 * there are no more.
 */
export function recruit(scene: Scene<unknown>, recruitment: Recruitment, rng: Rng): Accomplice[] {
  const { role, count, businessShare = 0, herdedShare = 0, person } = recruitment;
  const accomplices: Accomplice[] = [];
  for (let ordinal = 0; ordinal < count; ordinal++) {
    const isBusiness = rng.chance(businessShare);
    const isHerded = rng.chance(herdedShare);
    // From a stream of his own: where another scheme had an account frozen, only its owner is replaced by somebody else.
    const stream = rng.fork(role, ordinal);
    const lend = person ?? ((): number => scene.cast.mule(stream));
    const draw = (): number => (isBusiness ? scene.cast.business(stream) : lend());
    const customer = newcomer(scene, draw, (candidate) => scene.isOpen(scene.cast.currentAccount(candidate)));
    if (customer === undefined) break;
    const account = scene.cast.currentAccount(customer);
    const access = (): Access => (isHerded ? scene.cast.criminalAccess(HERDER, true) : scene.cast.ownAccess(customer));
    scene.enlist(role, { customer, account });
    accomplices.push({ customer, account, isBusiness, hasCashCard: scene.cast.hasCashCard(customer), access });
  }
  return accomplices;
}

/** Draws until somebody comes who is not yet in the campaign, and fit; undefined when nobody does. */
export function newcomer(
  scene: Scene<unknown>,
  draw: () => number,
  isFit: (customer: number) => boolean = () => true,
): number | undefined {
  const { members } = scene.campaign;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const customer = draw();
    if (customer >= 0 && isFit(customer) && !members.some((member) => member.customer === customer)) return customer;
  }
  return undefined;
}
