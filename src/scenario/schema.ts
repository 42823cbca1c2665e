import { z } from 'zod';
import { describeUnknownValue, show } from './describe.ts';
import { type ParameterDeclaration, parameterSchema } from './parameters.ts';

/** What a scenario may name: the parts of the catalogues that its schema derives from. */
export interface ScenarioCatalogue {
  readonly typologies: readonly TypologyDeclaration[];
  readonly behaviors: readonly NamedDeclaration[];
  readonly outputs: readonly NamedDeclaration[];
}

export interface NamedDeclaration {
  readonly name: string;
  readonly doc: string;
}

export interface TypologyDeclaration extends NamedDeclaration {
  readonly family: string;
  readonly parameters: Readonly<Record<string, ParameterDeclaration>>;
}

/** Keys of a typology's entry in `fraud.mix` that are not its own parameters. */
export const reservedParameters = ['weight', 'from', 'to'] as const;

/**
 * The schema of a scenario file, in the file's own words (snake_case). It has no transforms, so that it converts to
 * JSON Schema; `resolveScenario` turns what it accepts into the form that the simulation reads.
 */
export function scenarioSchema(catalogue: ScenarioCatalogue) {
  return z
    .strictObject({
      name: z
        .string()
        .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, {
          error: ({ input }) =>
            `${show(input)} is not a name; use up to 64 letters, digits, '-', '_' or '.', a letter or digit first`,
        })
        .describe('Names the dataset, and the directory it is written to.'),
      seed: z
        .int()
        .min(0)
        .default(42)
        .describe('Everything random follows from it: same scenario and seed, same bytes.'),
      start: date.default('2026-01-01').describe('First simulated day, in local time.'),
      days: z.int().min(1).max(3660).default(180).describe('Number of days written.'),
      warmup_days: z
        .int()
        .min(0)
        .max(400)
        .default(28)
        .describe('Days simulated before the start and not written, so that day 1 is not a world of strangers.'),
      world: worldSchema.prefault({}),
      fraud: fraudSchema(catalogue.typologies),
      behaviors: behaviorsSchema(catalogue.behaviors).prefault({}),
      outputs: outputsSchema(catalogue.outputs).prefault({}),
      shards: z
        .int()
        .min(1)
        .max(1)
        .default(1)
        .describe('Parts of the world that are simulated independently. Part of the scenario: it changes the data.'),
    })
    .meta({ title: 'fraudworld scenario' });
}

const date = z.iso
  .date({
    error: ({ input }) =>
      input === undefined ? 'is missing; expected a date' : `${show(input)} is not a date such as 2026-01-31`,
  })
  .refine((text) => text >= '1980-01-01' && text <= '2099-12-31', {
    error: ({ input }) => `${show(input)} is outside 1980-01-01 to 2099-12-31`,
  });

/** Who lives in the world. A setting added here is known everywhere, and reads `world.<camelCase>` in code. */
export const worldSchema = z
  .strictObject({
    customers: z
      .int()
      .min(100)
      .max(10_000_000)
      .default(5_000)
      .describe('Customers of the banks that report, persons and businesses.'),
    names: z
      .boolean()
      .default(true)
      .describe('Write names and addresses of customers and merchants; without them a large world builds faster.'),
  })
  .describe('Who lives in the world.');

function fraudSchema(typologies: readonly TypologyDeclaration[]) {
  const mix = Object.fromEntries(typologies.map((typology) => [typology.name, mixSchema(typology).optional()]));
  const names = typologies.map(({ name }) => name);
  return z
    .strictObject({
      prevalence: z
        .number()
        .min(0)
        .max(0.5)
        .default(0.002)
        .describe(
          'Share of fraud rows, declined attempts included, in all rows of `transactions`. 0 switches fraud off.',
        ),
      mix: z
        .strictObject(mix)
        .prefault({})
        .describe('Which typologies happen, and how the fraud rows divide among them: by weight.'),
      without: z
        .array(z.enum(names))
        .default([])
        .describe('Typologies left out while everything else stays as it is; their share goes to no other.'),
    })
    .describe('How much fraud, and of which kinds.');
}

const weight = z.number().min(0).max(1_000_000).describe('Share of the fraud rows, relative to the other weights.');

/** One entry of `fraud.mix`: a bare weight, or weight, window and the parameters that the typology declares. */
function mixSchema(typology: TypologyDeclaration) {
  return z
    .union([weight, mixObjectSchema(typology)], {
      error: ({ input }) => `${show(input)} is neither a weight nor a group of settings; write ${typology.name}: 1`,
    })
    .meta({ description: `${typology.doc} (${typology.family})` });
}

/** The long form of an entry of `fraud.mix`. */
export function mixObjectSchema(typology: TypologyDeclaration) {
  const parameters = Object.entries(typology.parameters).map(([name, parameter]) => {
    if ((reservedParameters as readonly string[]).includes(name)) {
      throw new Error(`typology ${typology.name} declares the reserved parameter ${name}`);
    }
    return [name, parameterSchema(parameter)] as const;
  });
  return z.strictObject({
    weight: weight.default(1),
    from: date.optional().describe('First day on which campaigns may start; the first day of the run if left out.'),
    to: date.optional().describe('Last day on which campaigns may start; the last day of the run if left out.'),
    ...Object.fromEntries(parameters),
  });
}

function behaviorsSchema(behaviors: readonly NamedDeclaration[]) {
  const rate = z.union([z.boolean(), z.number().min(0).max(5)], {
    error: ({ input }) => `${show(input)} is not a rate; expected false, true or a number from 0 to 5`,
  });
  return z
    .strictObject(Object.fromEntries(behaviors.map(({ name, doc }) => [name, rate.optional().describe(doc)])))
    .describe('Scales routine behaviours: false or 0 switches one off, 2 doubles how often it happens.');
}

function outputsSchema(outputs: readonly NamedDeclaration[]) {
  const names = outputs.map(({ name }) => name);
  return z
    .strictObject({
      formats: z
        .array(
          z.enum(names, {
            error: ({ input }) => describeUnknownValue(input, names),
          }),
        )
        .min(1)
        .default(['parquet'])
        .describe('File formats to write.'),
      money: z
        .enum(['double', 'decimal'])
        .default('double')
        .describe('Type of amounts in files: doubles that are exact cents, or DECIMAL(18,2).'),
      rows_per_file: z
        .int()
        .min(1_000)
        .max(100_000_000)
        .default(2_000_000)
        .describe('A month with more rows is split into several files.'),
    })
    .describe('What is written.');
}

export type ScenarioSchema = ReturnType<typeof scenarioSchema>;
/** A scenario as its file states it, with defaults filled in. */
export type ScenarioDocument = z.output<ScenarioSchema>;
