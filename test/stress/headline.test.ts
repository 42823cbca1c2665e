import { expect } from 'chai';
import { formatCell } from '../../src/stress/format-cell.ts';
import { headline } from '../../src/stress/headline.ts';
import type { Scorecard } from '../../src/stress/scorecard.ts';

const scorecard = (changes: Scorecard['summary']): Scorecard => ({
  summary: {
    ...{ mode: 'duel', detector: 'rules', decisions: 2_000, fallbacks: 0, cost: 122, campaigns: 4, detected: 1 },
    ...{ recall: 0.25, value_recall: 0.1, lost: 950, honest_refused: 8, honest_refused_share: 0.004 },
    ...{ honest_refused_value: 500, step_ups: 3, customers_lost: 1, alerts: 12, alert_precision: null },
    ...{ precision_at_k: null, ceiling: null, ...changes },
  },
  ...{
    intervals: [],
    typologies: [],
    values: [],
    alerts: {},
    costs: [],
    groups: [],
    criminals: [],
    cost_parameters: [],
  },
});

describe('the headline of a scorecard', () => {
  it('says what was hindered and whom that cost', () => {
    const text = headline(scorecard({})).join('\n');
    expect(text).to.include('It hindered 1 of 4 campaigns (25.0 %)');
    expect(text).to.include('1 customer lost');
  });

  it('says so where there was no campaign, and shows no number that does not exist', () => {
    const nothing = { campaigns: 0, detected: 0, recall: null, value_recall: null, lost: null };
    const text = headline(scorecard(nothing)).join('\n');
    expect(text).to.include('No campaign took place');
    expect(text).not.to.match(/NaN|EUR \.|undefined/);
  });

  it('knows no negative zero', () => {
    expect(formatCell(-0, 'money')).to.equal('0');
    expect(formatCell(-0.2, 'money')).to.equal('0');
    expect(formatCell(-12, 'money')).to.equal('-12');
  });
});
