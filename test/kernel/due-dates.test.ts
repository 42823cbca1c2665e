import { expect } from 'chai';
import { EVERY_DAY } from '../../src/kernel/behavior.ts';
import { DueDates } from '../../src/kernel/due-dates.ts';
import { blocksOf, Turns } from '../../src/kernel/turns.ts';
import { localDay, parseDay } from '../../src/world/calendar.ts';

/** Agent n has date n of 0 to 32, over and over, in more than one block. */
const AGENTS = 5_000;
const dates = Uint8Array.from({ length: AGENTS }, (_, agent) => agent % (EVERY_DAY + 1));
const turns = new Turns();

/** Agents who are due on a day. */
function due(day: string, onBusinessDays: boolean): number[] {
  const calendar = new DueDates(dates, onBusinessDays);
  calendar.beginDay(localDay(parseDay(day)));
  const agents: number[] = [];
  for (let block = 0; block < blocksOf(AGENTS); block++) {
    calendar.drawBlock(block, turns);
    for (let row = 0; row < turns.count; row++) {
      expect(turns.ordinals[row]).to.equal(0);
      agents.push(turns.agents[row]!);
    }
  }
  return agents.sort((a, b) => a - b);
}

const withDates = (...wanted: number[]): number[] =>
  Array.from(dates.keys()).filter((agent) => wanted.includes(dates[agent]!));

describe('due dates', () => {
  it('come on their day of the month, once for everybody who has them', () => {
    expect(due('2026-03-11', false)).to.deep.equal(withDates(11, EVERY_DAY));
    expect(due('2026-03-11', true)).to.deep.equal(withDates(11, EVERY_DAY));
  });

  it('that a month does not have come on its last day', () => {
    expect(due('2026-02-28', false)).to.deep.equal(withDates(28, 29, 30, 31, EVERY_DAY));
    expect(due('2026-04-30', true)).to.deep.equal(withDates(30, 31, EVERY_DAY));
  });

  it('are put off to the next business day where offices are closed', () => {
    expect(due('2026-03-14', true)).to.deep.equal([]);
    expect(due('2026-03-16', true)).to.deep.equal(withDates(14, 15, 16, EVERY_DAY));
    // Good Friday to Easter Monday.
    expect(due('2026-04-03', true)).to.deep.equal([]);
    expect(due('2026-04-07', true)).to.deep.equal(withDates(3, 4, 5, 6, 7, EVERY_DAY));
  });

  it('are put off across the end of a month', () => {
    // 31 January is a Saturday.
    expect(due('2026-02-02', true)).to.deep.equal(withDates(1, 2, 31, EVERY_DAY));
  });
});
