import { expect } from 'chai';
import {
  auditTime,
  bufferTime,
  concatMap,
  debounce,
  debounceTime,
  delay,
  delayWhen,
  EMPTY,
  expand,
  interval,
  map,
  mergeMap,
  type Observable,
  observeOn,
  of,
  ReplaySubject,
  race,
  repeat,
  retry,
  sampleTime,
  shareReplay,
  subscribeOn,
  switchMap,
  take,
  throttleTime,
  timeInterval,
  timeout,
  timer,
  timestamp,
  toArray,
  windowTime,
} from 'rxjs';
import { SimClock } from '../../src/kernel/clock.ts';
import type { SimTime } from '../../src/kernel/units.ts';
import { COLUMN, pictureOf, source } from './picture.ts';
import { realTimersUsedBy } from './trapped-timers.ts';

const START = Date.UTC(2025, 0, 1) as SimTime;

interface Scene {
  readonly clock: SimClock;
  /** A source from its picture. */
  readonly from: (picture: string) => Observable<string>;
  /** A number of columns in milliseconds. */
  readonly wait: (columns: number) => number;
}

/** Operator, how it is set up, what is seen of it. Of things due in the same millisecond, the first scheduled goes first. */
type Picture = readonly [title: string, build: (scene: Scene) => Observable<unknown>, seen: string];

const PICTURES: readonly Picture[] = [
  ['interval', ({ clock, wait }) => interval(wait(2), clock).pipe(take(3)), '--0-1-(2|)--'],
  ['timer', ({ clock, wait }) => timer(wait(3), clock), '---(0|)--'],
  ['timer at a date', ({ clock, wait }) => timer(new Date(START + wait(3)), clock), '---(0|)--'],
  ['timer with a period', ({ clock, wait }) => timer(wait(1), wait(2), clock).pipe(take(3)), '-0-1-(2|)--'],
  ['delay', ({ clock, from, wait }) => from('a-b|').pipe(delay(wait(2), clock)), '--a-(b|)--'],
  ['delayWhen', ({ clock, from, wait }) => from('a-b|').pipe(delayWhen(() => timer(wait(3), clock))), '---a-(b|)--'],
  ['bufferTime', ({ clock, from, wait }) => from('ab-c--d|').pipe(bufferTime(wait(3), clock)), '---[ab]--[cd]([]|)--'],
  [
    'windowTime',
    ({ clock, from, wait }) =>
      from('ab-c--d|').pipe(
        windowTime(wait(3), clock),
        mergeMap((w) => w.pipe(toArray())),
      ),
    '---[ab]--[cd]([]|)--',
  ],
  ['debounceTime', ({ clock, from, wait }) => from('ab---c-|').pipe(debounceTime(wait(2), clock)), '---b---(c|)--'],
  [
    'debounce',
    ({ clock, from, wait }) => from('ab---c-|').pipe(debounce(() => timer(wait(2), clock))),
    '---b---(c|)--',
  ],
  [
    'timeout',
    ({ clock, from, wait }) => from('a-b-----c|').pipe(timeout({ each: wait(3), scheduler: clock })),
    'a-b--#---',
  ],
  [
    'timeout with a substitute',
    ({ clock, from, wait }) => from('----a|').pipe(timeout({ first: wait(2), with: () => of('x'), scheduler: clock })),
    '--(x|)--',
  ],
  ['throttleTime', ({ clock, from, wait }) => from('abcdef-g|').pipe(throttleTime(wait(3), clock)), 'a---e---|--'],
  ['auditTime', ({ clock, from, wait }) => from('abcdef-g----|').pipe(auditTime(wait(3), clock)), '---d---g----|--'],
  ['sampleTime', ({ clock, from, wait }) => from('abcdef-g-|').pipe(sampleTime(wait(3), clock)), '---d--f--|--'],
  [
    'timestamp',
    ({ clock, from }) =>
      from('-a-b|').pipe(
        timestamp(clock),
        map((s) => (s.timestamp - START) / COLUMN),
      ),
    '-1-3|--',
  ],
  [
    'timeInterval',
    ({ clock, from }) =>
      from('-a--b|').pipe(
        timeInterval(clock),
        map((s) => s.interval / COLUMN),
      ),
    '-1--3|--',
  ],
  ['observeOn', ({ clock, from, wait }) => from('a-b|').pipe(observeOn(clock, wait(2))), '--a-b|--'],
  ['subscribeOn', ({ clock, from, wait }) => from('a-b|').pipe(subscribeOn(clock, wait(2))), '--a-b|--'],
  ['shareReplay', sharedAndReplayed, '---b(c|)--'],
  ['ReplaySubject', replayedWindow, '---(bc)--'],
  [
    'expand',
    ({ clock, wait }) => of(1).pipe(expand((n) => (n < 8 ? timer(wait(n), clock).pipe(map(() => n * 2)) : EMPTY))),
    '12-4---(8|)--',
  ],
  ['race', ({ clock, from, wait }) => race(from('--a-b|'), timer(wait(1), clock), from('---c|')), '-(0|)--'],
  [
    'concatMap',
    ({ clock, from, wait }) => from('ab|').pipe(concatMap((v) => timer(wait(2), clock).pipe(map(() => v)))),
    '--a-(b|)--',
  ],
  [
    'switchMap',
    ({ clock, from, wait }) => from('ab---c|').pipe(switchMap((v) => timer(wait(2), clock).pipe(map(() => v)))),
    '---b---(c|)--',
  ],
  [
    'repeat',
    ({ clock, from, wait }) => from('ab|').pipe(repeat({ count: 2, delay: () => timer(wait(2), clock) })),
    'ab--ab|--',
  ],
  [
    'retry',
    ({ clock, from, wait }) => from('a#').pipe(retry({ count: 2, delay: () => timer(wait(2), clock) })),
    'a--a--a#--',
  ],
];

/** A second subscriber after three columns is given only what is younger than three columns, then what follows. */
function sharedAndReplayed({ clock, from, wait }: Scene): Observable<unknown> {
  const shared = from('ab--cd|').pipe(
    shareReplay({ bufferSize: 9, windowTime: wait(3), refCount: false, scheduler: clock }),
  );
  shared.subscribe();
  return timer(wait(3), clock).pipe(
    switchMap(() => shared),
    take(2),
  );
}

/** After three columns, what came in less than three. */
function replayedWindow({ clock, from, wait }: Scene): Observable<unknown> {
  const replay = new ReplaySubject<string>(9, wait(3), clock);
  from('abc').subscribe(replay);
  return timer(wait(3), clock).pipe(switchMap(() => replay));
}

describe('RxJS on the simulated clock', () => {
  for (const [title, build, seen] of PICTURES) {
    it(`runs ${title} without a real timer`, () => {
      const clock = new SimClock(START);
      const scene = { clock, from: (picture: string) => source(clock, picture), wait: (n: number) => n * COLUMN };
      let picture = '';
      const columns = seen.replaceAll(/\(.*?\)|\[.*?\]/g, '.').length;
      const used = realTimersUsedBy(() => {
        picture = pictureOf(clock, columns, build(scene));
      });
      expect(picture).to.equal(seen);
      expect(used).to.deep.equal([]);
    });
  }

  for (const [title, operator] of [
    ['repeat', repeat({ count: 2, delay: 20 })],
    ['retry', retry({ count: 2, delay: 20 })],
  ] as const) {
    it(`cannot keep ${title} with a number as delay from a real timer`, () => {
      const clock = new SimClock(START);
      const used = realTimersUsedBy(() => {
        pictureOf(clock, 9, source(clock, title === 'repeat' ? 'a|' : 'a#').pipe(operator));
      });
      expect(used).to.deep.equal(['setInterval']);
    });
  }

  it('stops an interval when its subscriber leaves', () => {
    const clock = new SimClock(START);
    const seen: number[] = [];
    const subscription = interval(10, clock).subscribe((n) => seen.push(n));
    clock.advanceTo((START + 25) as SimTime);
    subscription.unsubscribe();
    expect(clock.pending).to.equal(0);
    expect(clock.nextAt).to.equal(Infinity);
    clock.advanceTo((START + 100) as SimTime);
    expect(seen).to.deep.equal([0, 1]);
  });

  it('gives the same pictures in one step and in steps of a millisecond', () => {
    const run = (step: number) => {
      const clock = new SimClock(START);
      const seen: string[] = [];
      interval(7, clock)
        .pipe(bufferTime(20, 11, clock), debounceTime(4, clock))
        .subscribe((values) => seen.push(`${clock.now() - START}: ${values}`));
      for (let time = step; time <= 500; time += step) clock.advanceTo((START + time) as SimTime);
      return seen;
    };
    expect(run(500)).to.have.length.above(20);
    expect(run(1)).to.deep.equal(run(500));
  });
});
