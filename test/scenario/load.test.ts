import { expect } from 'chai';
import fc from 'fast-check';
import { ScenarioError } from '../../src/scenario/errors.ts';
import { type Override, parseScenario } from '../../src/scenario/load.ts';
import { catalogue } from './catalogue.ts';

const parse = (text: string, overrides: readonly Override[] = []) =>
  parseScenario(text, 'scenario.yaml', catalogue, overrides);

/** The lines of the error that a text earns. */
function complaints(text: string, overrides: readonly Override[] = []): string[] {
  try {
    parse(text, overrides);
  } catch (error) {
    expect(error).to.be.instanceOf(ScenarioError);
    return (error as ScenarioError).message.split('\n');
  }
  throw new Error('the scenario was accepted');
}

const valid = 'name: x\nfraud: { mix: { cycle: 1 } }\n';

describe('loading a scenario', () => {
  it('accepts the smallest scenario', () => {
    expect(parse(valid)).to.include({ name: 'x', seed: 42, days: 180 });
  });

  it('names file, line, path, value and bound', () => {
    const text = 'name: x\nfraud:\n  mix:\n    fan_in:\n      weight: 2\n      sources: [2, 10]\n';
    expect(complaints(text)).to.deep.equal(['scenario.yaml:6 fraud.mix.fan_in.sources: 2 is below the minimum 3']);
  });

  it('reports every problem at once, in the order of the file', () => {
    const text = [
      'name: a/b',
      'seed: -1',
      'start: 2026-02-30',
      'days: 0',
      'warmupdays: 3',
      'world: { customers: 12, nmes: true }',
      'fraud:',
      '  prevalence: -0.1',
      '  mix:',
      '    fan-in: 3',
      '    fan_in: { sources: [10, 5], schedule: brust, camouflage: 1.5, window_days: 2.5 }',
      '    cycle: { from: 2026-05-01, to: 2026-04-01 }',
      'behaviors: { grocery: false, sleeping: 1, cash_withdrawal: 9 }',
      'outputs: { formats: [parket], money: bigint }',
    ].join('\n');
    expect(complaints(text)).to.deep.equal([
      `scenario.yaml:1 name: "a/b" is not a name; use up to 64 letters, digits, '-', '_' or '.', a letter or digit first`,
      'scenario.yaml:2 seed: -1 is below the minimum 0',
      'scenario.yaml:3 start: "2026-02-30" is not a date such as 2026-01-31',
      'scenario.yaml:4 days: 0 is below the minimum 1',
      'scenario.yaml:5 warmupdays: is not known here; did you mean warmup_days?',
      'scenario.yaml:6 world.customers: 12 is below the minimum 100',
      'scenario.yaml:6 world.nmes: is not known here; did you mean names?',
      'scenario.yaml:8 fraud.prevalence: -0.1 is below the minimum 0',
      'scenario.yaml:10 fraud.mix.fan-in: is not known here; did you mean fan_in?',
      'scenario.yaml:11 fraud.mix.fan_in.sources: [10,5] runs backwards; the lower bound comes first',
      'scenario.yaml:11 fraud.mix.fan_in.schedule: "brust" is not one of random, fixed, burst; did you mean burst?',
      'scenario.yaml:11 fraud.mix.fan_in.camouflage: 1.5 is above the maximum 1',
      'scenario.yaml:11 fraud.mix.fan_in.window_days: 2.5 is not a whole number',
      'scenario.yaml:12 fraud.mix.cycle.to: 2026-04-01 is before from, 2026-05-01',
      'scenario.yaml:13 behaviors.grocery: is not known here; did you mean groceries?',
      'scenario.yaml:13 behaviors.sleeping: is not known here; expected groceries, cash_withdrawal',
      'scenario.yaml:13 behaviors.cash_withdrawal: 9 is above the maximum 5',
      'scenario.yaml:14 outputs.formats[0]: "parket" is not one of parquet, csv; did you mean parquet?',
      'scenario.yaml:14 outputs.money: "bigint" is not one of double, decimal',
    ]);
  });

  const wrongTypes: Record<string, string> = {
    'days: many': 'scenario.yaml:3 days: "many" is not a number',
    'days: "30"': 'scenario.yaml:3 days: "30" is text; write the number as 30',
    'days: 1_000': 'scenario.yaml:3 days: "1_000" is text; write the number as 1000',
    'days: .inf': 'scenario.yaml:3 days: Infinity is not a number',
    'days: .nan': 'scenario.yaml:3 days: NaN is not a number',
    'days: [1]': 'scenario.yaml:3 days: [1] is not a number',
    'days: 1e9': 'scenario.yaml:3 days: 1000000000 is above the maximum 3660',
    'days:': 'scenario.yaml:3 days: is empty; expected a number',
    'start: 20260101': 'scenario.yaml:3 start: 20260101 is not a date such as 2026-01-31',
    'start: 1066-10-14': 'scenario.yaml:3 start: "1066-10-14" is outside 1980-01-01 to 2099-12-31',
    'seed: 9007199254740993': 'scenario.yaml:3 seed: 9007199254740992 is above the maximum 9007199254740991',
    'world: [1, 2]': 'scenario.yaml:3 world: [1,2] is not a group of settings',
    'world: 5000': 'scenario.yaml:3 world: 5000 is not a group of settings',
    'world:': 'scenario.yaml:3 world: is empty; expected a group of settings',
    'world: { customers: 20000000 }': 'scenario.yaml:3 world.customers: 20000000 is above the maximum 10000000',
    'world: { names: yes please }': 'scenario.yaml:3 world.names: "yes please" is not true or false',
    'behaviors: { groceries: often }':
      'scenario.yaml:3 behaviors.groceries: "often" is not a rate; expected false, true or a number from 0 to 5',
    'outputs: { formats: [] }': 'scenario.yaml:3 outputs.formats: [] is empty; give at least 1',
    'outputs: { formats: [csv, csv] }': 'scenario.yaml:3 outputs.formats[1]: "csv" is there twice',
    'outputs: { formats: csv }': 'scenario.yaml:3 outputs.formats: "csv" is not a list',
  };
  for (const [line, expected] of Object.entries(wrongTypes)) {
    it(`refuses "${line}"`, () => expect(complaints(valid + line)).to.deep.equal([expected]));
  }

  const wrongMixes: Record<string, string> = {
    'fan_in: lots': '"lots" is neither a weight nor a group of settings; write fan_in: 1',
    'fan_in: -1': '-1 is below the minimum 0',
    'fan_in: { sources: many }':
      '.sources: "many" is not a range; expected [low, high] from 3 to 50, or one number for both',
    'fan_in: { sources: [5, 7.5] }': '.sources: 7.5 is not a whole number',
    'fan_in: { sources: [5] }':
      '.sources: [5] is not a range; expected [low, high] from 3 to 50, or one number for both',
    'fan_in: { sources: [5, x] }': '.sources: "x" is not a number',
    'fan_in: { sources: 60 }': '.sources: 60 is above the maximum 50',
    'fan_in: { from: 2027-01-01 }': '.from: 2027-01-01 is after the last day, 2026-06-29',
    'fan_in: { to: 2025-12-31 }': '.to: 2025-12-31 is before the first day, 2026-01-01',
  };
  for (const [entry, expected] of Object.entries(wrongMixes)) {
    it(`refuses "${entry}" in the mix`, () => {
      const path = expected.startsWith('.') ? `fraud.mix.fan_in${expected}` : `fraud.mix.fan_in: ${expected}`;
      expect(complaints(`name: x\nfraud: { mix: { cycle: 1, ${entry} } }`)).to.deep.equal([`scenario.yaml:2 ${path}`]);
    });
  }

  it('leaves out only what is in the mix', () => {
    const text = 'name: x\nfraud: { mix: { cycle: 1 }, without: [fan_in, cycles] }';
    expect(complaints(text)).to.deep.equal([
      'scenario.yaml:2 fraud.without[0]: "fan_in" is not in fraud.mix',
      'scenario.yaml:2 fraud.without[1]: "cycles" is not one of fan_in, card_testing, account_takeover, ' +
        'purchase_scam, cycle, instant_mule_chain; did you mean cycle?',
    ]);
  });

  it('says what is missing', () => {
    expect(complaints('days: 3')).to.deep.equal([
      'scenario.yaml:1 name: is missing; expected text',
      'scenario.yaml:1 fraud: is missing; expected a group of settings',
    ]);
  });

  it('wants a typology when there is a prevalence, and none when there is not', () => {
    const problem = /prevalence 0\.01 needs a typology with a weight above 0 \(fan_in, .*\), or prevalence: 0$/;
    expect(complaints('name: x\nfraud: { prevalence: 0.01 }')[0]).to.match(problem);
    expect(complaints('name: x\nfraud: { prevalence: 0.01, mix: { cycle: 0 } }')[0]).to.match(problem);
    expect(parse('name: x\nfraud: { prevalence: 0 }').fraud.mix).to.deep.equal({});
  });

  it('reports a wrong kind of group once', () => {
    expect(complaints('name: x\nfraud:')).to.deep.equal([
      'scenario.yaml:2 fraud: is empty; expected a group of settings',
    ]);
    expect(complaints('name: x\nfraud: { mix: 1 }')).to.deep.equal([
      'scenario.yaml:2 fraud.mix: 1 is not a group of settings',
    ]);
  });

  it('blames the option, not the file, for a value that an option set', () => {
    const overrides = [{ place: '--customers', path: ['world', 'customers'], value: 3 }];
    expect(complaints(valid, overrides)).to.deep.equal(['--customers: 3 is below the minimum 100']);
    expect(parse(valid, [{ place: '--days', path: ['days'], value: 7 }]).days).to.equal(7);
  });

  it('finds values behind an alias', () => {
    const text = 'name: x\nfraud:\n  mix:\n    fan_in: &a\n      weight: -1\n    cycle: *a\n';
    expect(complaints(text)).to.deep.equal([
      'scenario.yaml:5 fraud.mix.fan_in.weight: -1 is below the minimum 0',
      'scenario.yaml:5 fraud.mix.cycle.weight: -1 is below the minimum 0',
    ]);
  });
});

describe('hostile scenario texts', () => {
  it('treats __proto__ and constructor as the unknown keys they are', () => {
    const text = 'name: x\n__proto__: { days: 3 }\nfraud: { mix: { cycle: 1, __proto__: 1, constructor: 2 } }';
    expect(complaints(text).map((line) => line.split(' is ')[0])).to.deep.equal([
      'scenario.yaml:2 __proto__:',
      'scenario.yaml:3 fraud.mix.__proto__:',
      'scenario.yaml:3 fraud.mix.constructor:',
    ]);
    expect(({} as { days?: number }).days).to.equal(undefined);
  });

  it('quotes and shortens odd keys and values, and keeps control characters off the terminal', () => {
    const [key, value] = complaints(`${valid}"a \\e[31m\\u009b b": 1\nstart: "${'9'.repeat(5_000)}"`);
    expect(key).to.match(/^scenario\.yaml:3 "a \\u001b\[31m\\u009b b": is not known here/);
    expect(value).to.have.length.below(150);
  });

  it('refuses aliases that multiply', () => {
    const levels = Array.from({ length: 9 }, (_, i) => `l${i + 1}: &l${i + 1} [${`*l${i},`.repeat(9)}]`);
    expect(complaints(`l0: &l0 [x]\n${levels.join('\n')}`)).to.deep.equal([
      'scenario.yaml: has unusable YAML aliases: Excessive alias count indicates a resource exhaustion attack',
    ]);
  });

  it('refuses what is nested too deeply', () => {
    expect(complaints('['.repeat(60_000))).to.deep.equal(['scenario.yaml: is nested too deeply']);
  });

  it('refuses a key that is there twice', () => {
    expect(complaints('name: x\ndays: 3\ndays: 4')).to.deep.equal([
      'scenario.yaml:3: a key is there twice in the same group',
    ]);
  });

  it('refuses texts that are not one YAML mapping', () => {
    expect(complaints('')).to.deep.equal(['scenario.yaml: is empty; fraudworld init writes a scenario to start from']);
    expect(complaints('# only a comment')[0]).to.match(/is empty/);
    expect(complaints('just words')).to.deep.equal(['scenario.yaml:1: "just words" is not a group of settings']);
    expect(complaints('name: x\n---\nname: y')[0]).to.match(/^scenario\.yaml:2: a second document starts here/);
    expect(complaints('name: x\n\tdays: 3').join('\n')).to.match(/^scenario\.yaml:2: a tab is used as indentation/m);
    expect(complaints('name: [x').join('\n')).to.match(/^scenario\.yaml:\d: is not valid YAML/m);
    expect(complaints('name: *nobody')[0]).to.match(/Unresolved alias/);
  });

  it('answers any text with a scenario or a ScenarioError, never with another error', () => {
    const fragment = fc.constantFrom(
      'name: x\n',
      'fraud:',
      '  mix:',
      '\n',
      '- ',
      '{',
      '}',
      '&a ',
      '*a',
      ': ',
      '1',
      '"',
    );
    const text = fc.oneof(
      fc.string({ maxLength: 200, unit: 'binary' }),
      fc.array(fragment).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, (sample) => {
        try {
          parse(sample);
        } catch (error) {
          if (!(error instanceof ScenarioError)) throw error;
        }
      }),
      { numRuns: 200 },
    );
  });
});
