import { type BlockFormat, type ColumnType, cellReader, defineOutput, FileSink } from '../src/define.ts';

/** One JSON object a row, all columns present, null where there is no value. */
const format: BlockFormat = {
  extension: 'ndjson',
  open(table, { vocabularies }, write) {
    const columns = Object.entries(table.columns);
    return {
      write(block) {
        const cells = columns.map(([name, { type }], index) => {
          const key = `${index === 0 ? '{' : ','}${JSON.stringify(name)}:`;
          return { key, read: cellReader(block, name, vocabularies), toJson: TO_JSON[type] };
        });
        let text = '';
        for (let row = 0; row < block.batch.length; row++) {
          for (const { key, read, toJson } of cells) {
            const value = read(row);
            text += key + (value === undefined ? 'null' : toJson(value));
          }
          text += '}\n';
        }
        write(Buffer.from(text));
      },
      end() {},
    };
  },
};

const asIs = (text: string) => text;
const plainString = (text: string) => `"${text}"`;
const TO_JSON: Readonly<Record<ColumnType, (text: string) => string>> = {
  int64: asIs,
  timestamp: plainString,
  int32: asIs,
  uint16: asIs,
  ip: asIs,
  money: asIs,
  float32: asIs,
  float64: asIs,
  boolean: asIs,
  code: JSON.stringify,
  text: JSON.stringify,
  date: plainString,
};

export default defineOutput({
  name: 'ndjson',
  doc: 'Newline-delimited JSON, one object a row; also to standard output.',
  extension: 'ndjson',
  open: async (context) => new FileSink(context, format),
});
