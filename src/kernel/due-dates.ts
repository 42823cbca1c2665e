import { type LocalDay, localDay } from '../world/calendar.ts';
import { EVERY_DAY } from './behavior.ts';
import { BLOCK, blocksOf, type Turns } from './turns.ts';

/** Dates 0 (never) to `EVERY_DAY`, and where the last one ends. */
const STRIDE = EVERY_DAY + 2;

/** Who does something on a day, when everybody has his date of the month. */
export class DueDates {
  private readonly onBusinessDays: boolean;
  /** Agents of a block by date: those of date d are rows `offsets[block * STRIDE + d]` to the next offset. */
  private readonly offsets: Int32Array;
  /** Places of agents in their block. */
  private readonly places: Uint16Array;
  /** Dates that fall due today. */
  private due: readonly number[] = [];

  /** `dates` are 1 to 31 (31 means the last of the month), `EVERY_DAY`, or 0 for never. */
  constructor(dates: Uint8Array, onBusinessDays: boolean) {
    this.onBusinessDays = onBusinessDays;
    this.offsets = new Int32Array(blocksOf(dates.length) * STRIDE);
    this.places = new Uint16Array(dates.reduce((sum, date) => sum + Number(date > 0), 0));
    let row = 0;
    const next = new Int32Array(STRIDE);
    for (let first = 0; first < dates.length; first += BLOCK) {
      const end = Math.min(dates.length, first + BLOCK);
      next.fill(0);
      for (let agent = first; agent < end; agent++) if (dates[agent]! > 0) next[dates[agent]! + 1]!++;
      for (let date = 1; date < STRIDE; date++) next[date]! += next[date - 1]!;
      for (let date = 0; date < STRIDE; date++) this.offsets[(first / BLOCK) * STRIDE + date] = row + next[date]!;
      const ofBlock = next[STRIDE - 1]!;
      for (let agent = first; agent < end; agent++) {
        const date = dates[agent]!;
        if (date > 0) this.places[row + next[date]!++] = agent - first;
      }
      row += ofBlock;
    }
  }

  beginDay(day: LocalDay): void {
    this.due = dueDates(day, this.onBusinessDays);
  }

  /** Fills in who of a block has his date today. */
  drawBlock(block: number, turns: Turns): void {
    turns.count = 0;
    const { offsets, places } = this;
    for (const date of this.due) {
      const at = block * STRIDE + date;
      for (let row = offsets[at]!; row < offsets[at + 1]!; row++) turns.push(block * BLOCK + places[row]!, 0);
    }
  }
}

/** Dates of the month that fall due on a day; date 31 means the last day. */
function dueDates(day: LocalDay, onBusinessDays: boolean): number[] {
  if (onBusinessDays && !day.isBusinessDay) return [];
  const due = new Set<number>();
  let current = day;
  do {
    due.add(current.dayOfMonth);
    if (current.dayOfMonth === current.daysInMonth)
      for (let date = current.dayOfMonth; date <= 31; date++) due.add(date);
    current = localDay(current.index - 1);
    // What weekends and holidays put off is due on the business day after them.
  } while (onBusinessDays && !current.isBusinessDay);
  due.add(EVERY_DAY);
  return [...due].sort((a, b) => a - b);
}
