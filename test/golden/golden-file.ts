import { fileURLToPath } from 'node:url';

/** Path of a golden file by its name. */
export const goldenFile = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
