import { expect } from 'chai';
import { checks } from '../../src/checks/catalogue/index.ts';
import { readPreset } from '../../src/scenario/presets.ts';
import { tables } from '../../src/schema/tables.ts';
import { command } from './run-command.ts';

describe('fraudworld list', () => {
  it('names every topic and what is in it', async () => {
    const { exitCode, output } = await command('list');
    expect(exitCode).to.equal(0);
    for (const topic of ['typologies', 'behaviors', 'outputs', 'presets', 'checks', 'tables']) {
      expect(output).to.match(new RegExp(`^${topic} `, 'm'));
    }
    for (const { name } of checks) expect(output).to.include(name);
  });

  it('answers programs in JSON', async () => {
    const byTopic = JSON.parse((await command('list', '--json')).output) as Record<string, string[]>;
    expect(byTopic.tables).to.deep.equal(tables.map(({ name }) => name));
    const entries = JSON.parse((await command('list', 'checks', '--json')).output) as unknown;
    expect(entries).to.deep.equal(checks.map(({ name, doc }) => ({ name, doc })));
    const table = JSON.parse((await command('list', 'tables', 'labels', '--json')).output) as unknown;
    expect(table).to.have.nested.property('columns.label_time.doc');
  });

  it('shows a preset as it is and a table with its columns', async () => {
    expect((await command('list', 'presets', 'tiny')).output).to.include(readPreset('tiny').text);
    const { output } = await command('list', 'tables', 'transactions');
    for (const { name, columns } of tables.filter((table) => table.name === 'transactions')) {
      expect(output).to.include(name);
      for (const column of Object.keys(columns)) expect(output).to.include(column);
    }
  });

  it('suggests what was meant', async () => {
    const topic = await command('list', 'tabels');
    expect(topic).to.include({ exitCode: 2, output: '' });
    expect(topic.messages).to.match(/topic: "tabels" is not one of .*; did you mean tables\?/);
    const name = await command('list', 'tables', 'transaction');
    expect(name.messages).to.match(/name in tables: "transaction" is not one of .*; did you mean transactions\?/);
    expect((await command('list', 'tables', '__proto__')).exitCode).to.equal(2);
  });
});
