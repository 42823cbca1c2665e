/**
 * The mapping between the snake_case of scenario files and the camelCase of TypeScript, in types and in values.
 */

export type CamelCase<S extends string> = S extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : S;
export type CamelKeys<T> = { readonly [K in keyof T as K extends string ? CamelCase<K> : K]: T[K] };

/** Renames the keys of one level: `{ rows_per_file: 1 }` becomes `{ rowsPerFile: 1 }`. */
export function camelKeys<T extends object>(settings: T): CamelKeys<T> {
  return renameKeys(settings, (key) =>
    key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
  ) as CamelKeys<T>;
}

/** The inverse of `camelKeys`. */
export function snakeKeys(settings: object): Record<string, unknown> {
  return renameKeys(settings, (key) => key.replace(/[A-Z]|\d+/g, (part) => `_${part.toLowerCase()}`));
}

function renameKeys(settings: object, rename: (key: string) => string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(settings).map(([key, value]) => [rename(key), value]));
}
