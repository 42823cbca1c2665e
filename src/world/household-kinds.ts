/** Who lives together: the members in order, with the head first. */
export interface HouseholdKind {
  readonly name: string;
  /** Share of the households. */
  readonly share: number;
  readonly members: readonly HouseholdMember[];
}

export interface HouseholdMember {
  /** Chance that there is such a member. */
  readonly chance: number;
  /** Weights of his personas. */
  readonly personas: Readonly<Record<string, number>>;
  /** A partner is about as old as the head; a grown child exists only with heads of 40 or more. */
  readonly relation?: 'partner' | 'child';
}

const flatmate = { student: 0.62, worker: 0.26, newcomer: 0.12 };

/**
 * Kinds of household among bank customers (children without an account are not counted). The shares are assumptions
 * near those of central European censuses; the shares of the personas in `personas.ts` follow from them.
 */
export const householdKinds: readonly HouseholdKind[] = [
  {
    name: 'single',
    share: 0.4,
    members: [
      {
        chance: 1,
        personas: { student: 0.06, worker: 0.42, self_employed: 0.08, retired: 0.31, wealthy: 0.03, newcomer: 0.1 },
      },
    ],
  },
  {
    name: 'couple',
    share: 0.16,
    members: [
      { chance: 1, personas: { worker: 0.74, self_employed: 0.13, wealthy: 0.06, newcomer: 0.07 } },
      {
        chance: 1,
        personas: { worker: 0.76, self_employed: 0.12, wealthy: 0.05, newcomer: 0.07 },
        relation: 'partner',
      },
    ],
  },
  {
    name: 'retired_couple',
    share: 0.11,
    members: [
      { chance: 1, personas: { retired: 0.97, wealthy: 0.03 } },
      { chance: 1, personas: { retired: 0.92, worker: 0.08 }, relation: 'partner' },
    ],
  },
  {
    name: 'family',
    share: 0.24,
    members: [
      { chance: 1, personas: { family: 0.83, self_employed: 0.1, wealthy: 0.03, newcomer: 0.04 } },
      { chance: 0.97, personas: { family: 0.92, self_employed: 0.06, newcomer: 0.02 }, relation: 'partner' },
      { chance: 0.4, personas: { student: 0.75, worker: 0.25 }, relation: 'child' },
      { chance: 0.08, personas: { student: 1 }, relation: 'child' },
    ],
  },
  {
    name: 'single_parent',
    share: 0.05,
    members: [
      { chance: 1, personas: { family: 0.95, newcomer: 0.05 } },
      { chance: 0.45, personas: { student: 1 }, relation: 'child' },
    ],
  },
  {
    name: 'shared_flat',
    share: 0.04,
    members: [
      { chance: 1, personas: flatmate },
      { chance: 1, personas: flatmate },
      { chance: 0.7, personas: flatmate },
      { chance: 0.35, personas: flatmate },
    ],
  },
];
