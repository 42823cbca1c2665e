import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import * as library from '../../src/index.ts';
import { exampleOf } from './fenced-blocks.ts';
import { project, Reader } from './reader.ts';

describe('the library', function () {
  this.timeout(240_000);

  it('exports this and nothing else', () => {
    expect(Object.keys(library).sort()).to.deep.equal([
      'AuditError',
      'DatasetError',
      'DetectorError',
      'QueryError',
      'ScenarioError',
      'WriteError',
      'defineBehavior',
      'defineCheck',
      'defineDetector',
      'defineOutput',
      'defineTypology',
      'duel',
      'generate',
      'loadScenario',
      'openDataset',
      'paymentsView',
      'presetNames',
      'readPreset',
      'readPresets',
      'recordBatches',
      'rollingFeatures',
      'rowsOf',
      'runAudit',
      'runChecks',
      'scenarioHash',
      'score',
      'simulate',
      'tables',
      'toYaml',
      'version',
      'writeReport',
    ]);
  });

  it('does what its first page shows', async () => {
    const reader = new Reader();
    try {
      const outcome = await reader.execute(exampleOf(join(project, 'src/index.ts')));
      expect(outcome).to.include({ exitCode: 0, messages: '' });
      expect(outcome.output).to.match(/^\d+ \w+ (opens|completed|aborted)/m);
      expect(outcome.output).to.match(/^\d+ logins failed/m);
      const [, rows] = /rows: (\d+),/.exec(outcome.output) ?? [];
      expect(outcome.output).to.include(`\narrow ${rows}\n`);
      expect(outcome.output).to.match(/payment_type: 'card_purchase', payments: \d+/);
      expect(outcome.output).to.match(/by_entity: 'validation', rows: \d+/);
      expect(existsSync(join(reader.directory, 'data/small/report.html'))).to.equal(true);
      expect(existsSync(join(reader.directory, 'data/small/manifest.json'))).to.equal(true);
    } finally {
      reader.leave();
    }
  });
});
