import { type Dataset, openDataset } from '../../analysis/duckdb.ts';
import type { Detector, LearnedLabel } from '../../detectors/detector.ts';
import { recordedLabels } from './recorded-payments.ts';

/** Tells a detector each label of a dataset once the time of the log has come for it, and not before. */
export class LabelsInTime {
  told = 0;
  readonly #dataset: Dataset | undefined;
  readonly #labels: AsyncGenerator<LearnedLabel> | undefined;
  readonly #detector: Detector;
  readonly #isWanted: (label: LearnedLabel) => boolean;
  #next: LearnedLabel | undefined;

  private constructor(dataset: Dataset | undefined, detector: Detector, isWanted: (label: LearnedLabel) => boolean) {
    this.#dataset = dataset;
    this.#labels = dataset && recordedLabels(dataset);
    this.#detector = detector;
    this.#isWanted = isWanted;
  }

  /** Opens the dataset once more, since its payments are being read at the same time; not if nobody wants to learn. */
  static async open(
    directory: string,
    detector: Detector,
    isWanted: (label: LearnedLabel) => boolean,
  ): Promise<LabelsInTime> {
    const dataset = detector.learn === undefined ? undefined : await openDataset(directory, { derivedViews: false });
    const labels = new LabelsInTime(dataset, detector, isWanted);
    await labels.#advance();
    return labels;
  }

  /** Tells everything that was learned up to a time of the log, in milliseconds. */
  async tellUntil(time: number): Promise<void> {
    while (this.#next !== undefined && this.#next.label_time <= time) {
      if (this.#isWanted(this.#next)) {
        this.#detector.learn!(this.#next);
        this.told++;
      }
      await this.#advance();
    }
  }

  close(): void {
    this.#dataset?.close();
  }

  async #advance(): Promise<void> {
    this.#next = (await this.#labels?.next())?.value as LearnedLabel | undefined;
  }
}
