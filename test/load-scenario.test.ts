import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { loadScenario, type ScenarioChanges, ScenarioError, type ScenarioSource } from '../src/index.ts';

describe('loadScenario', () => {
  let directory: string;
  before(() => {
    directory = mkdtempSync(join(tmpdir(), 'fraudworld load '));
  });
  after(() => rmSync(directory, { recursive: true }));

  const problemsOf = async (source: ScenarioSource, changes?: ScenarioChanges): Promise<string> => {
    try {
      await loadScenario(source, changes);
    } catch (error) {
      expect(error).to.be.instanceOf(ScenarioError);
      return (error as ScenarioError).message;
    }
    throw new Error('the scenario was accepted');
  };

  it('knows presets, files and objects, and completes them alike', async () => {
    const file = join(directory, 'small.yaml');
    writeFileSync(file, 'name: small\ndays: 9\nfraud: { prevalence: 0 }\n');
    const scenario = await loadScenario(file);
    expect(scenario).to.deep.include({ name: 'small', days: 9, seed: 42, warmupDays: 28 });
    expect(await loadScenario({ name: 'small', days: 9, fraud: { prevalence: 0 } })).to.deep.equal(scenario);
    expect(await loadScenario(scenario)).to.equal(scenario);
    expect(await loadScenario('tiny')).to.include({ name: 'tiny', warmupDays: 7 });
  });

  it('changes settings one by one and leaves the rest of their groups', async () => {
    const [tiny, changed] = await Promise.all([
      loadScenario('tiny'),
      loadScenario('tiny', { seed: 7, world: { customers: 200 }, fraud: { mix: { cycle: 5 } } }),
    ]);
    expect(changed.seed).to.equal(7);
    expect(changed.world).to.deep.equal({ ...tiny.world, customers: 200 });
    expect(changed.fraud.mix.cycle!.weight).to.equal(5);
    expect(changed.fraud.mix.fan_in).to.deep.equal(tiny.fraud.mix.fan_in);
  });

  it('names the setting of an object that is wrong, and no line', async () => {
    expect(await problemsOf({ name: 'x', days: 0, fraud: { prevalence: 2 } })).to.equal(
      'scenario days: 0 is below the minimum 1\nscenario fraud.prevalence: 2 is above the maximum 0.5',
    );
  });

  it('names the change that is wrong', async () => {
    expect(await problemsOf('tiny', { world: { customers: 3 } })).to.equal(
      'world.customers: 3 is below the minimum 100',
    );
  });

  it('suggests a preset for a word that is nothing', async () => {
    expect(await problemsOf('tinny')).to.match(/^"tinny": is not a preset; .*did you mean tiny\?$/);
    expect(await problemsOf('tinny.yaml')).to.match(/there is no such file/);
  });
});
