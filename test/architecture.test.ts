import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

// Which way imports point is tested in `imports.test.ts`; here is what files themselves may not say.

const root = fileURLToPath(new URL('..', import.meta.url));

/** Everything that runs inside a simulation, and so decides on the bytes of a seed. */
const simulation = [
  'src/kernel',
  'src/world',
  'src/ledger',
  'src/rails',
  'src/scheme',
  'src/schema',
  'agents',
  'behaviors',
];

interface Source {
  readonly file: string;
  /** The text without comments. */
  readonly code: string;
}

const sources: readonly Source[] = simulation.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => ({
      file: `${folder}/${name}`,
      code: withoutComments(readFileSync(join(root, folder, name), 'utf8')),
    })),
);

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}

/** Places where a pattern occurs. */
function placesOf(pattern: RegExp): string[] {
  return sources.flatMap(({ file, code }) => [...code.matchAll(pattern)].map(([text]) => `${file}: ${text.trim()}`));
}

describe('the code of a simulation', () => {
  it('is seen here', () => {
    for (const folder of simulation) {
      expect(sources.filter(({ file }) => file.startsWith(folder)).length, folder).to.be.above(1);
    }
    expect(sources.length).to.be.above(180);
    expect(placesOf(/\bexport default define(Behavior|Typology)\(/g).length).to.be.above(50);
  });

  it('takes neither time nor chance from the real world', () => {
    const real =
      /\bDate\.now\(|new Date\(\)|\bMath\.random\b|\bset(Timeout|Interval|Immediate)\(|\bqueueMicrotask\(|\bperformance\.|\bprocess\.|\brandomUUID\b|['"]node:crypto['"]/g;
    expect(placesOf(real)).to.deep.equal([]);
  });

  it('waits on simulated time alone', () => {
    // These operators take real time unless they are given a clock.
    const timed =
      /\b(timer|interval|delay|debounceTime|throttleTime|auditTime|sampleTime|bufferTime|windowTime|timeout)\(/g;
    const untimed = sources.flatMap(({ file, code }) =>
      [...code.matchAll(timed)]
        .filter(({ index }) => !/\bclock\b/.test(argumentsAt(code, index)))
        .map(({ index }) => `${file}: ${lineAt(code, index).trim()}`),
    );
    expect(untimed).to.deep.equal([]);
  });

  it('calculates with what is exact to the bit on every engine', () => {
    const inexact = /\bMath\.(log\w*|exp\w*|pow|a?sinh?|a?cosh?|a?tanh?|atan2|cbrt|hypot)\b|(?<!\b2) \*\* [A-Za-z(]/g;
    expect(placesOf(inexact)).to.deep.equal([]);
  });

  it('depends on no language or time zone', () => {
    expect(
      placesOf(/\blocaleCompare\(|\btoLocale\w*\(|\bIntl\.|\.get(Hours|Day|Date|Month|FullYear|TimezoneOffset)\(/g),
    ).to.deep.equal([]);
  });

  it('keeps no state in modules', () => {
    expect(placesOf(/^(export )?(let|var) .*/gm)).to.deep.equal([]);
    // What follows from arguments alone may be remembered.
    const memories = ['src/kernel/murmur3.ts'];
    const collections = placesOf(/^(export )?const \w+(: [^=]+)? = new (Map|Set|WeakMap|Subject|Rng)\b.*\(\).*/gm);
    expect(collections.filter((place) => !memories.includes(place.split(':')[0]!))).to.deep.equal([]);
  });

  it('has no seedless faker', () => {
    const users = sources.filter(({ code }) => /@faker-js/.test(code)).map(({ file }) => file);
    expect(users.every((file) => file.startsWith('src/world/'))).to.equal(true);
    expect(placesOf(/from '@faker-js\/faker'/g).every((place) => place.startsWith('src/world/'))).to.equal(true);
  });
});

describe('generated files', () => {
  it('are fresh', function () {
    this.timeout(180_000);
    const check = spawnSync('npm', ['run', '--silent', 'generate', '--', '--check'], { cwd: root, encoding: 'utf8' });
    expect(check.status, check.stdout + check.stderr).to.equal(0);
  });
});

/** The text between the parentheses of a call. */
function argumentsAt(code: string, index: number): string {
  let depth = 0;
  for (let at = code.indexOf('(', index); at < code.length; at++) {
    if (code[at] === '(') depth++;
    else if (code[at] === ')' && --depth === 0) return code.slice(index, at);
  }
  return code.slice(index);
}

function lineAt(code: string, index: number): string {
  return code.slice(code.lastIndexOf('\n', index) + 1, code.indexOf('\n', index));
}
