import { type Document, isAlias, isMap, isScalar, isSeq, type LineCounter, type Node } from 'yaml';

export interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * Where in a YAML document a path leads. What is missing there is found at the innermost group that exists.
 *
 * @param isKey the position of the key that the path ends with, instead of its value
 */
export function locate(
  document: Document,
  lines: LineCounter,
  path: readonly PropertyKey[],
  isKey = false,
): Position | undefined {
  let node: Node | null = document.contents;
  let offset = node?.range?.[0];
  for (const [depth, key] of path.entries()) {
    const step = child(node, key, document);
    if (step === undefined) break;
    const isLast = depth === path.length - 1;
    // A value that is a group starts on the line after its key; people look for the key.
    const pointsAtKey = step.key !== undefined && ((isLast && isKey) || !isScalar(step.value));
    offset = (pointsAtKey ? step.key : step.value)?.range?.[0] ?? step.key?.range?.[0] ?? offset;
    node = step.value;
  }
  if (offset === undefined) return undefined;
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

interface Step {
  readonly key?: Node;
  readonly value: Node | null;
}

function child(node: Node | null, key: PropertyKey, document: Document): Step | undefined {
  const target = isAlias(node) ? node.resolve(document) : node;
  if (isSeq(target) && typeof key === 'number') {
    const value = target.items[key];
    return value === undefined ? undefined : { value: value as Node | null };
  }
  if (!isMap(target)) return undefined;
  const pair = target.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
  return pair && { key: pair.key as Node, value: pair.value as Node | null };
}
