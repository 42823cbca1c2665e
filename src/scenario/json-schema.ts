import { z } from 'zod';
import { type ScenarioCatalogue, scenarioSchema } from './schema.ts';

/** The first line of a scenario file: editors with a YAML language server complete and check by the schema beside it. */
export const schemaHint = '# yaml-language-server: $schema=./scenario.schema.json';

/** The JSON Schema of scenario files, as the text of `scenario.schema.json`. */
export function scenarioJsonSchema(catalogue: ScenarioCatalogue): string {
  return `${JSON.stringify(z.toJSONSchema(scenarioSchema(catalogue), { io: 'input' }), null, 2)}\n`;
}
