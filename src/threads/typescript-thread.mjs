// A thread that runs a TypeScript module, given as its first argument. Never part of a build.
import { register } from 'tsx/esm/api';

register();
await import(process.argv[2]);
