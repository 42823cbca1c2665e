import { defineOutput } from '../src/define.ts';

export default defineOutput({
  name: 'arrow',
  doc: 'Arrow IPC files (Feather version 2), uncompressed.',
  extension: 'arrow',
  // Loaded when it is asked for: the library takes 20 MB and half a second.
  open: async (context) => (await import('./arrow/files.ts')).openArrow(context),
});
