import { type BlockFormat, cellReader, defineOutput, FileSink } from '../src/define.ts';

/** RFC 4180 with a header line and LF; null is an empty field, an empty string is `""`. */
const format: BlockFormat = {
  extension: 'csv',
  open(table, { vocabularies }, write) {
    const names = Object.keys(table.columns);
    const quoted = Object.fromEntries(
      Object.entries(vocabularies).map(([name, words]) => [name, words.map((word) => quote(word))]),
    );
    write(Buffer.from(`${names.join(',')}\n`));
    return {
      write(block) {
        const cells = names.map((name) => {
          const read = cellReader(block, name, quoted);
          if (table.columns[name]!.type !== 'text') return read;
          return (row: number) => {
            const text = read(row);
            return text === undefined ? undefined : quote(text);
          };
        });
        let text = '';
        for (let row = 0; row < block.batch.length; row++) {
          for (let column = 0; column < cells.length; column++) {
            text += (column === 0 ? '' : ',') + (cells[column]!(row) ?? '');
          }
          text += '\n';
        }
        write(Buffer.from(text));
      },
      end() {},
    };
  },
};

function quote(text: string): string {
  return /^$|[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export default defineOutput({
  name: 'csv',
  doc: 'Comma-separated values with a header line; also to standard output.',
  extension: 'csv',
  open: async (context) => new FileSink(context, format),
});
