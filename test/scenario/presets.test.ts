import { expect } from 'chai';
import { z } from 'zod';
import { scenarioCatalogue } from '../../src/cli/catalogue.ts';
import { startRun } from '../../src/run.ts';
import { ScenarioError } from '../../src/scenario/errors.ts';
import { scenarioJsonSchema } from '../../src/scenario/json-schema.ts';
import { parseScenario } from '../../src/scenario/load.ts';
import { presetNames, readPreset, readPresets } from '../../src/scenario/presets.ts';
import { toDocument } from '../../src/scenario/resolve.ts';
import { catalogue } from './catalogue.ts';

describe('presets', () => {
  it('are these', () => {
    expect(presetNames()).to.deep.equal(['aml-realistic', 'card-realistic', 'everything', 'tiny']);
  });

  for (const preset of readPresets()) {
    describe(preset.name, () => {
      it('is a valid scenario of its own name, with several families of typologies', () => {
        const scenario = parseScenario(preset.text, `preset ${preset.name}`, scenarioCatalogue);
        expect(scenario.name).to.equal(preset.name);
        const mixed = scenarioCatalogue.typologies.filter(({ name }) => name in scenario.fraud.mix);
        expect([...new Set(mixed.map(({ family }) => family))].length).to.be.greaterThan(1);
      });

      it('says in its first line what it is for', () => {
        expect(preset.doc).to.match(/^[A-Z].{30,}[.:,]/);
      });
    });
  }

  it('have one with every typology, in which none is refused', () => {
    const scenario = parseScenario(readPreset('everything').text, 'everything', scenarioCatalogue);
    expect(Object.keys(scenario.fraud.mix).sort()).to.deep.equal(
      scenarioCatalogue.typologies.map(({ name }) => name).sort(),
    );
    expect(() => startRun(scenario)).not.to.throw();
  });

  it('are suggested when a name is nearly right', () => {
    expect(() => readPreset('card_realistc')).to.throw(
      ScenarioError,
      '"card_realistc": is not a preset; there are aml-realistic, card-realistic, everything, tiny; did you mean card-realistic?',
    );
    expect(() => readPreset('../presets/tiny')).to.throw(ScenarioError, 'is not a preset');
  });
});

describe('the JSON Schema of scenarios', () => {
  const schema = JSON.parse(scenarioJsonSchema(catalogue)) as z.core.JSONSchema.JSONSchema;

  it('accepts every preset and refuses unknown keys, as read back by a JSON Schema reader', () => {
    const reader = z.fromJSONSchema(JSON.parse(scenarioJsonSchema(scenarioCatalogue)));
    for (const preset of readPresets()) {
      const document = toDocument(parseScenario(preset.text, preset.name, scenarioCatalogue));
      expect(reader.safeParse(document).error).to.equal(undefined);
      expect(reader.safeParse({ ...document, extra: 1 }).success).to.equal(false);
      expect(reader.safeParse({ ...document, days: 0 }).success).to.equal(false);
    }
  });

  it('documents the parameters of typologies, with bounds and defaults', () => {
    const text = JSON.stringify(schema);
    expect(text).to.include('Paying accounts. (accounts) Source: A');
    expect(text).to.include('"enum":["random","fixed","burst"]');
    expect(schema).to.have.nested.property('properties.fraud.properties.mix.additionalProperties', false);
  });
});
