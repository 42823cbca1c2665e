import { type Difference, findDifferences, membersOf, pairCampaigns } from './differences.ts';
import type { RecordedRun } from './recorded-run.ts';

/** What a scheme did to the world: whom it reached, and what differs that it cannot have caused. */
export interface Reach {
  /** Parties that the consequences reached, and when. */
  readonly reached: ReadonlyMap<string, number>;
  readonly differences: number;
  readonly unexplained: readonly string[];
}

/**
 * Follows the consequences of the typologies that only the complete run has. They begin with the members of their
 * campaigns; whatever differs must concern somebody they have reached by then, and reaches the others it concerns.
 *
 * The members of a campaign act together: what reaches one of them changes what all do next. A campaign of another
 * typology may go differently when somebody in it has been reached, or when an earlier campaign of
 * its typology has for that reason booked more or fewer rows, which the typology's debt makes up for.
 */
export function traceReach(complete: RecordedRun, reduced: RecordedRun, gone: readonly string[]): Reach {
  const reached = new Map<string, number>();
  const { campaigns } = complete.run.simulation.shard;
  for (const campaign of campaigns) {
    if (!gone.includes(campaign.typology)) continue;
    for (const member of membersOf(campaign)) reach(reached, member, campaign.startedAt);
  }
  const differences = findDifferences(complete, reduced, gone);
  const disturbed = disturbedCampaigns(complete, reduced, gone);
  const owners = complete.run.simulation.shard.world.merchants.customer;
  const isExplained = (difference: Difference): boolean => {
    const { campaign, parties, byMerchant, isScheme } = difference;
    if (isScheme) return true;
    if (campaign !== undefined) {
      const earlier = disturbed.filter((one) => one.typology === campaign.typology && one.ordinal < campaign.ordinal);
      if (
        [parties, ...earlier.map(({ members }) => members)].some((members) => members.some((one) => reached.has(one)))
      )
        return true;
    }
    return parties.some(
      (party) => (party.startsWith('c') || byMerchant) && (reached.get(party) ?? Infinity) <= difference.time,
    );
  };
  const unexplained: string[] = [];
  for (const moment of moments(differences)) {
    let open = moment;
    for (let before = -1; open.length !== before; ) {
      before = open.length;
      open = open.filter((difference) => {
        if (!isExplained(difference)) return true;
        for (const party of [...difference.parties, ...difference.accomplices]) {
          reach(reached, party, difference.time);
          if (!party.startsWith('m')) continue;
          const owner = owners[Number(party.slice(1))]!;
          if (owner >= 0) reach(reached, `c${owner}`, difference.time);
        }
        return false;
      });
    }
    unexplained.push(...open.map(({ what }) => what));
  }
  return { reached, differences: differences.length, unexplained };
}

function reach(reached: Map<string, number>, party: string, time: number): void {
  reached.set(party, Math.min(time, reached.get(party) ?? time));
}

/** Campaigns that booked more or fewer rows in one run than in the other. */
function disturbedCampaigns(complete: RecordedRun, reduced: RecordedRun, gone: readonly string[]) {
  return pairCampaigns(complete, reduced, gone)
    .filter(([one, other]) => one?.fraudRows !== other?.fraudRows)
    .map(([one, other]) => ({
      typology: (one ?? other)!.typology,
      ordinal: (one ?? other)!.ordinal,
      members: [one, other].flatMap((campaign) => (campaign === undefined ? [] : membersOf(campaign))),
    }));
}

/** Differences of the same millisecond belong together: what comes first among them is not known. */
function moments(differences: readonly Difference[]): Difference[][] {
  const groups = new Map<number, Difference[]>();
  for (const difference of differences) {
    const group = groups.get(difference.time);
    if (group === undefined) groups.set(difference.time, [difference]);
    else group.push(difference);
  }
  return [...groups.values()];
}
