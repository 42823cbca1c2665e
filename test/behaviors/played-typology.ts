import { expect } from 'chai';
import type { Campaign } from '../../src/kernel/campaign.ts';
import { type PlayedRow, type PlayedWorld, playSchemes } from './played-schemes.ts';

/** Plays one typology with settings of its own before the tests of a suite. */
export function play(
  name: string,
  settings: Readonly<Record<string, number | readonly [number, number]>>,
  share: number,
) {
  let world: PlayedWorld;
  before(() => {
    world = playSchemes({ names: [name], customers: 500, days: 30, share, settings: { [name]: settings } });
  });
  const campaigns = (): readonly Campaign[] => {
    const ended = world.campaigns.filter(({ outcome }) => outcome === 'completed');
    expect(ended.length).to.be.greaterThan(5);
    return ended;
  };
  return { played: () => world, campaigns };
}

/** Rows of one stage of a campaign, in time order. */
export function rowsIn(played: PlayedWorld, campaign: Campaign, stage: string): PlayedRow[] {
  return played.rowsOf(campaign).filter(({ scheme }) => scheme!.stage === stage);
}

/** What rows come to, in cents. */
export function sum(rows: readonly PlayedRow[]): number {
  return rows.reduce((total, { cents }) => total + cents, 0);
}

export function groupBy(rows: readonly PlayedRow[], key: (row: PlayedRow) => number): Map<number, PlayedRow[]> {
  const groups = new Map<number, PlayedRow[]>();
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
  return groups;
}

/** Those that were let through. */
export function approved(rows: readonly PlayedRow[]): PlayedRow[] {
  return rows.filter(({ declined }) => declined === undefined);
}

/** Account of the first member in a role. */
export function accountOf(campaign: Campaign, role: string): number {
  return campaign.members.find((member) => member.role === role)!.account;
}

/** Accounts of all members in a role. */
export function accountsOf(campaign: Campaign, role: string): number[] {
  return campaign.members.filter((member) => member.role === role).map(({ account }) => account);
}
