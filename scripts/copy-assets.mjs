// Completes the build after tsc: copies what is not TypeScript (presets, templates) to the same place below dist/,
// removes what is left of sources that are gone, and makes the command executable.
import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folders = ['src', 'agents', 'behaviors', 'outputs'];
const assets = /\.(yaml|json|html|css|sql|csv|md)$/;

for (const folder of folders) {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  for (const entry of entries.filter(({ name }) => assets.test(name))) {
    const source = join(entry.parentPath, entry.name);
    const target = join(root, 'dist', source.slice(root.length));
    await mkdir(dirname(target), { recursive: true });
    await copyFile(source, target);
  }
}

for (const entry of await readdir(join(root, 'dist'), { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const built = join(entry.parentPath, entry.name);
  const source = join(root, relative(join(root, 'dist'), built));
  if (!existsSync(source) && !existsSync(source.replace(/(\.d\.ts|\.js)$/, '.ts'))) await rm(built);
}
await chmod(join(root, 'dist', 'src', 'cli', 'main.js'), 0o755);
