import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { expect } from 'chai';
import { parse } from 'yaml';
import { checkDecision } from '../../src/detectors/check-decision.ts';
import { actions } from '../../src/detectors/detector.ts';
import { generate } from '../../src/generate.ts';
import { loadScenario } from '../../src/load-scenario.ts';
import { transactions } from '../../src/schema/transactions.ts';
import { authMethods, avsResults, channels, cvvResults, entryModes } from '../../src/schema/vocabularies.ts';
import { replay } from '../../src/stress/replay/replay.ts';
import { exampleEvent } from './example-event.ts';
import { startScoringService } from './scoring-service.ts';

interface Specification {
  readonly paths: {
    readonly '/feedback': {
      readonly post: { readonly requestBody: { readonly content: { readonly 'application/json': Content } } };
    };
    readonly '/score': {
      readonly post: {
        readonly requestBody: { readonly content: { readonly 'application/json': Content } };
        readonly responses: { readonly '200': { readonly content: { readonly 'application/json': Content } } };
      };
    };
  };
  readonly components: {
    readonly schemas: {
      readonly Payment: { readonly properties: Readonly<Record<string, { readonly enum?: readonly unknown[] }>> };
      readonly Decision: { readonly properties: { readonly action: { readonly enum: readonly string[] } } };
    };
  };
}
interface Content {
  readonly schema: object;
  readonly examples: Readonly<Record<string, { readonly value: unknown }>>;
}

describe('docs/detector-openapi.yaml', function () {
  this.timeout(120_000);
  const text = readFileSync(new URL('../../docs/detector-openapi.yaml', import.meta.url), 'utf8');
  const specification = parse(text) as Specification;
  const { post } = specification.paths['/score'];
  const request = post.requestBody.content['application/json'];
  const feedback = specification.paths['/feedback'].post.requestBody.content['application/json'];
  const response = post.responses['200'].content['application/json'];

  function compile({ schema }: Content): ValidateFunction {
    const ajv = new Ajv2020({ allowUnionTypes: true, strictTypes: false, keywords: ['components'] });
    return ajv.compile({ ...schema, components: specification.components });
  }

  it('describes what is really sent, one by one and in batches', async () => {
    const validate = compile(request);
    const hears = compile(feedback);
    const directory = mkdtempSync(join(tmpdir(), 'fraudworld-openapi-'));
    const service = await startScoringService();
    try {
      const dataset = join(directory, 'dataset');
      const scenario = await loadScenario('tiny', { days: 7, world: { customers: 200 }, fraud: { prevalence: 0 } });
      await generate({ scenario, directory: dataset });
      for (const batchSize of [1, 16]) {
        const before = service.requests.length;
        const target = join(directory, `replay-${batchSize}`);
        const remote = { batchSize, feedback: batchSize > 1 };
        const asking = { timeoutMs: 60_000 };
        await replay({ dataset, detector: service.url, directory: target, remote, asking, payments: 400 });
        const requests = service.requests.slice(before);
        const questions = requests.filter(({ path }) => path === '/score');
        for (const { body } of questions)
          expect(validate(body), JSON.stringify([validate.errors, body])).to.equal(true);
        expect(questions.some(({ body }) => Array.isArray(body))).to.equal(batchSize > 1);
        const told = requests.filter(({ path }) => path === '/feedback');
        for (const { body } of told) expect(hears(body), JSON.stringify([hears.errors, body])).to.equal(true);
        expect(told.length > 0).to.equal(remote.feedback);
      }
    } finally {
      await service.close();
      rmSync(directory, { recursive: true });
    }
  });

  it('refuses payments with a label, with an outcome, or without an amount', () => {
    const validate = compile(request);
    const { amount, ...rest } = exampleEvent(1);
    expect(validate({ ...rest, amount })).to.equal(true);
    expect(validate({ ...rest, amount, is_fraud: true })).to.equal(false);
    expect(validate({ ...rest, amount, status: 'approved' })).to.equal(false);
    expect(validate(rest)).to.equal(false);
  });

  it('has the columns that are known at request, and their vocabularies', () => {
    const { properties } = specification.components.schemas.Payment;
    const requestColumns = Object.entries(transactions.columns).filter(([, { knownAt }]) => knownAt === 'request');
    expect(Object.keys(properties)).to.deep.equal(requestColumns.map(([name]) => name));
    expect(properties.channel!.enum).to.deep.equal([...channels]);
    expect(properties.entry_mode!.enum).to.deep.equal([...entryModes, null]);
    expect(properties.auth_method!.enum).to.deep.equal([...authMethods, null]);
    expect(properties.cvv_result!.enum).to.deep.equal([...cvvResults, null]);
    expect(properties.avs_result!.enum).to.deep.equal([...avsResults, null]);
  });

  it('has examples that it and the program accept', () => {
    for (const content of [request, response]) {
      const validate = compile(content);
      for (const { value } of Object.values(content.examples)) {
        expect(validate(value), JSON.stringify(validate.errors)).to.equal(true);
      }
    }
    const { value } = response.examples.one!;
    expect(checkDecision(value, exampleEvent(1), 'example')).to.deep.equal(value);
    expect(specification.components.schemas.Decision.properties.action.enum).to.deep.equal([...actions]);
  });
});
