import {
  type AmountCount,
  amountHistogram,
  type HourCount,
  hourlyActivity,
  type MedianAmounts,
  medianAmounts,
  type RailCount,
  railActivity,
} from '../analysis/activity.ts';
import { type CampaignStory, campaignStories } from '../analysis/campaign-story.ts';
import { type ClassBalances, classBalance } from '../analysis/class-balance.ts';
import type { Dataset } from '../analysis/duckdb.ts';
import { type LabelDelay, labelDelays } from '../analysis/label-delay.ts';
import { type LedgerBalances, ledgerBalance } from '../analysis/ledger-balance.ts';
import type { DatasetManifest } from '../analysis/manifest.ts';

/** Everything that the report shows, taken from the files of a dataset. */
export interface ReportFacts {
  readonly manifest: DatasetManifest;
  readonly balance: ClassBalances;
  readonly hours: readonly HourCount[];
  readonly amounts: readonly AmountCount[];
  readonly medians: MedianAmounts;
  readonly rails: readonly RailCount[];
  readonly delays: readonly LabelDelay[];
  readonly ledger: LedgerBalances;
  readonly stories: readonly CampaignStory[];
}

/** Asks a dataset for everything that the report shows. */
export async function gatherFacts(dataset: Dataset): Promise<ReportFacts> {
  return {
    manifest: dataset.manifest,
    balance: await classBalance(dataset),
    hours: await hourlyActivity(dataset),
    amounts: await amountHistogram(dataset),
    medians: await medianAmounts(dataset),
    rails: await railActivity(dataset),
    delays: await labelDelays(dataset),
    ledger: await ledgerBalance(dataset),
    stories: await campaignStories(dataset),
  };
}
