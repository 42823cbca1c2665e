import type { Campaign } from '../../src/kernel/campaign.ts';
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
 * typology may begin at another time, or not at all, when an earlier campaign of its typology has for such a reason
 * booked other rows or ended at another time, which the typology's debt makes up for.
 */
export function traceReach(complete: RecordedRun, reduced: RecordedRun, gone: readonly string[]): Reach {
  const reached = new Map<string, number>();
  for (const campaign of complete.run.simulation.shard.campaigns) {
    if (!gone.includes(campaign.typology)) continue;
    for (const member of membersOf(campaign)) reach(reached, member, campaign.startedAt);
  }
  const differences = findDifferences(complete, reduced, gone);
  const gangs = changedGangs(complete, reduced, gone);
  const owners = complete.run.simulation.shard.world.merchants.customer;
  const unexplained: string[] = [];
  for (const moment of moments(differences)) {
    let open = moment;
    for (let before = -1; open.length !== before; ) {
      before = open.length;
      for (const gang of gangs) spread(gang, reached, moment[0]!.time);
      open = open.filter((difference) => {
        if (!isExplained(difference, reached, gangs)) return true;
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
  for (const { name, members } of gangs) {
    if (!members.some((member) => reached.has(member))) unexplained.push(`${name} went differently`);
  }
  return { reached, differences: differences.length, unexplained };
}

function isExplained(difference: Difference, reached: ReadonlyMap<string, number>, gangs: readonly Gang[]): boolean {
  const { time, campaign, parties, byMerchant, isScheme } = difference;
  if (isScheme) return true;
  const byThen = (party: string): boolean => (reached.get(party) ?? Number.POSITIVE_INFINITY) <= time;
  if (campaign === undefined) return parties.some((party) => (party.startsWith('c') || byMerchant) && byThen(party));
  return gangs.some(
    ({ typology, ordinal, members }) =>
      typology === campaign.typology && ordinal < campaign.ordinal && members.some(byThen),
  );
}

function reach(reached: Map<string, number>, party: string, time: number): void {
  reached.set(party, Math.min(time, reached.get(party) ?? time));
}

/** A campaign of another typology that went differently, as it is in both runs. */
interface Gang {
  readonly name: string;
  readonly typology: string;
  readonly ordinal: number;
  readonly startedAt: number;
  readonly members: readonly string[];
}

function changedGangs(complete: RecordedRun, reduced: RecordedRun, gone: readonly string[]): Gang[] {
  const course = (campaign: Campaign | undefined): string =>
    JSON.stringify([campaign?.startedAt, campaign?.members, campaign?.fraudRows, campaign?.endedAt]);
  return pairCampaigns(complete, reduced, gone)
    .filter(([one, other]) => course(one) !== course(other))
    .map(([one, other]) => {
      const both = [one, other].filter((campaign) => campaign !== undefined);
      const { typology, ordinal } = both[0]!;
      return {
        name: `campaign ${ordinal} of ${typology}`,
        typology,
        ordinal,
        startedAt: Math.min(...both.map(({ startedAt }) => startedAt)),
        members: both.flatMap(membersOf),
      };
    });
}

/** Once one of them is reached, so are all, as soon as the campaign has begun. */
function spread({ startedAt, members }: Gang, reached: Map<string, number>, now: number): void {
  const first = Math.min(...members.map((member) => reached.get(member) ?? Number.POSITIVE_INFINITY));
  const time = Math.max(first, startedAt);
  if (time > now) return;
  for (const member of members) reach(reached, member, time);
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
