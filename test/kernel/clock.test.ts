import { expect } from 'chai';
import fc from 'fast-check';
import { type SchedulerAction, Subscription } from 'rxjs';
import { ClockError, SimClock } from '../../src/kernel/clock.ts';
import type { SimTime } from '../../src/kernel/units.ts';

const START = Date.UTC(2025, 0, 1) as SimTime;
const at = (delayMs: number) => (START + delayMs) as SimTime;

describe('the simulated clock', () => {
  it('stands still until it is told to advance', () => {
    const clock = new SimClock(START);
    let ran = false;
    clock.schedule(() => {
      ran = true;
    });
    expect(clock.now()).to.equal(START);
    expect(ran).to.equal(false);
    clock.advanceTo(START);
    expect(ran).to.equal(true);
  });

  it('shows an action its own time, and ends where it was told to', () => {
    const clock = new SimClock(START);
    const times: number[] = [];
    for (const delay of [30, 10, 20]) clock.schedule(() => times.push(clock.now() - START), delay);
    clock.advanceTo(at(25));
    expect(times).to.deep.equal([10, 20]);
    expect(clock.now()).to.equal(at(25));
    expect(clock.nextAt).to.equal(at(30));
    expect(clock.pending).to.equal(1);
  });

  it('runs what an action schedules for now after what already waits for the same millisecond', () => {
    const clock = new SimClock(START);
    const seen: string[] = [];
    clock.at(at(5), () => {
      seen.push('first');
      clock.at(clock.now(), () => seen.push('reaction'));
      clock.schedule(() => seen.push('reaction of RxJS'));
    });
    clock.at(at(5), () => seen.push('second'));
    clock.advanceTo(at(5));
    expect(seen).to.deep.equal(['first', 'second', 'reaction', 'reaction of RxJS']);
  });

  it('runs at once what is due in the past', () => {
    const clock = new SimClock(START);
    const times: number[] = [];
    clock.at(at(-1000), () => times.push(clock.now()));
    clock.schedule(() => times.push(clock.now()), -7);
    clock.schedule(() => times.push(clock.now()), -Infinity);
    expect(clock.nextAt).to.equal(START);
    clock.advanceTo(START);
    expect(times).to.deep.equal([START, START, START]);
  });

  it('rounds delays to whole milliseconds, so that time moves on', () => {
    const clock = new SimClock(START);
    const times: number[] = [];
    for (const delay of [0.4, 1.5, 2.6]) clock.schedule(() => times.push(clock.now() - START), delay);
    clock.advanceTo(at(10));
    expect(times).to.deep.equal([0, 2, 3]);
  });

  it('never runs what is infinitely far away', () => {
    const clock = new SimClock(START);
    const subscription = clock.schedule(() => expect.fail(), Infinity);
    clock.at(Infinity as SimTime, () => expect.fail());
    expect(clock.pending).to.equal(0);
    clock.advanceTo(at(1e9));
    subscription.unsubscribe();
    expect(clock.pending).to.equal(0);
  });

  it('refuses times that are no numbers', () => {
    const clock = new SimClock(START);
    expect(() => clock.schedule(() => {}, Number.NaN)).to.throw(ClockError, 'NaN');
    expect(() => clock.at(Number.NaN as SimTime, () => {})).to.throw(ClockError, 'NaN');
    expect(() => clock.advanceTo(Number.NaN as SimTime)).to.throw(ClockError, 'NaN');
    expect(() => new SimClock(0.5 as SimTime)).to.throw(ClockError, '0.5');
    expect(clock.pending).to.equal(0);
  });

  it('refuses to go back', () => {
    const clock = new SimClock(START);
    expect(() => clock.advanceTo(at(-1))).to.throw(ClockError, `${START - 1} is before ${START}`);
  });

  it('refuses to be advanced by one of its own actions', () => {
    const clock = new SimClock(START);
    clock.at(at(1), () => clock.advanceTo(at(2)));
    expect(() => clock.advanceTo(at(5))).to.throw(ClockError, 'by an action');
    clock.advanceTo(at(5));
    expect(clock.now()).to.equal(at(5));
  });

  it('goes on after an action has thrown', () => {
    const clock = new SimClock(START);
    const seen: string[] = [];
    clock.at(at(1), () => {
      throw new Error('plain');
    });
    const failing = clock.schedule(() => {
      throw new Error('of RxJS');
    }, 1);
    clock.at(at(1), () => seen.push('same millisecond'));
    clock.at(at(2), () => seen.push('later'));
    expect(() => clock.advanceTo(at(5))).to.throw('plain');
    expect(clock.now()).to.equal(at(1));
    expect(() => clock.advanceTo(at(5))).to.throw('of RxJS');
    expect(failing.closed).to.equal(true);
    expect(clock.pending).to.equal(2);
    clock.advanceTo(at(5));
    expect(seen).to.deep.equal(['same millisecond', 'later']);
    expect(clock.now()).to.equal(at(5));
  });
});

describe('an action of the simulated clock', () => {
  it('passes its state on when it schedules itself again', () => {
    const clock = new SimClock(START);
    const seen: string[] = [];
    clock.schedule(
      function (this: SchedulerAction<number>, count?: number) {
        seen.push(`${count} at ${clock.now() - START}`);
        if (count! < 3) this.schedule(count! + 1, 10);
      },
      5,
      1,
    );
    clock.advanceTo(at(100));
    expect(seen).to.deep.equal(['1 at 5', '2 at 15', '3 at 25']);
    expect(clock.pending).to.equal(0);
  });

  it('waits once at a time: the last appointment counts', () => {
    const clock = new SimClock(START);
    const times: number[] = [];
    const action = clock.schedule(() => times.push(clock.now() - START), 10) as SchedulerAction<unknown>;
    action.schedule(undefined, 30);
    action.schedule(undefined, 20);
    expect(clock.pending).to.equal(1);
    expect(clock.nextAt).to.equal(at(20));
    clock.advanceTo(at(100));
    expect(times).to.deep.equal([20]);
  });

  it('does not run once unsubscribed, and is not the next one either', () => {
    const clock = new SimClock(START);
    const first = clock.schedule(() => expect.fail(), 1);
    clock.schedule(() => {}, 2);
    first.unsubscribe();
    expect(clock.nextAt).to.equal(at(2));
    expect(clock.pending).to.equal(1);
    first.unsubscribe();
    expect(clock.pending).to.equal(1);
    clock.advanceTo(at(3));
    expect(clock.nextAt).to.equal(Infinity);
  });

  it('can be unsubscribed by another one of the same millisecond, and by itself', () => {
    const clock = new SimClock(START);
    let runs = 0;
    clock.schedule(() => second.unsubscribe(), 1);
    const second = clock.schedule(() => expect.fail(), 1);
    clock.schedule(function () {
      runs++;
      this.schedule(undefined, 1);
      this.unsubscribe();
      this.schedule(undefined, 1);
    }, 1);
    clock.advanceTo(at(10));
    expect(runs).to.equal(1);
    expect(clock.pending).to.equal(0);
  });

  it('ends with the subscription that it was added to', () => {
    const clock = new SimClock(START);
    const parent = new Subscription();
    for (let delay = 1; delay <= 200; delay++) parent.add(clock.schedule(() => expect.fail(), delay));
    parent.unsubscribe();
    expect(clock.pending).to.equal(0);
    clock.advanceTo(at(1000));
  });

  it('leaves no more garbage behind than there are living ones', () => {
    const clock = new SimClock(START);
    for (let delay = 0; delay < 100; delay++) clock.schedule(() => {}, delay);
    // Later than all living ones, so that none is dropped merely because it has come to the front.
    for (let round = 0; round < 50_000; round++)
      clock.schedule(() => expect.fail(), 1000 + (round % 777)).unsubscribe();
    // biome-ignore lint/complexity/useLiteralKeys: the way into a private field
    expect(clock['heapTimes']).to.have.length.at.most(512);
    expect(clock.pending).to.equal(100);
    clock.advanceTo(at(2e6));
    expect(clock.pending).to.equal(0);
  });
});

/** What SimClock is held against: one array, sorted by time and sequence before every step. */
class ArrayClock {
  time: number = START;
  sequence = 0;
  waiting: { at: number; sequence: number; work: () => void }[] = [];

  add(at: number, work: () => void): () => void {
    const entry = { at: Math.max(Math.round(at), this.time), sequence: this.sequence++, work };
    this.waiting.push(entry);
    return () => {
      this.waiting = this.waiting.filter((other) => other !== entry);
    };
  }

  get next() {
    this.waiting.sort((a, b) => a.at - b.at || a.sequence - b.sequence);
    return this.waiting[0];
  }

  advanceTo(until: number): void {
    for (let entry = this.next; entry !== undefined && entry.at <= until; entry = this.next) {
      this.waiting.shift();
      this.time = entry.at;
      entry.work();
    }
    this.time = until;
  }
}

type Step =
  | { readonly kind: 'schedule' | 'at'; readonly delay: number; readonly children: readonly number[] }
  | { readonly kind: 'cancel'; readonly which: number }
  | { readonly kind: 'advance'; readonly by: number };

const delays = fc.oneof(
  fc.integer({ min: -3, max: 40 }),
  fc.integer({ min: 0, max: 3000 }),
  fc.double({ min: 0, max: 9, noNaN: true }),
);
const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constantFrom('schedule' as const, 'at' as const),
      delay: delays,
      children: fc.array(delays, { maxLength: 2 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('cancel' as const), which: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('advance' as const), by: fc.nat({ max: 60 }) }) },
);

interface Driven {
  readonly now: () => number;
  readonly add: (kind: 'schedule' | 'at', delay: number, work: () => void) => (() => void) | undefined;
  readonly advanceTo: (until: number) => void;
  readonly state: () => readonly [number, number, number];
}

function drive(clock: Driven, program: readonly Step[]): string[] {
  const log: string[] = [];
  const cancels: (() => void)[] = [];
  let names = 0;
  const add = (kind: 'schedule' | 'at', delay: number, children: readonly number[]) => {
    const name = names++;
    const cancel = clock.add(kind, delay, () => {
      log.push(`${name} at ${clock.now() - START}`);
      for (const child of children) add(kind, child, []);
      if (name % 7 === 3) cancels[name % cancels.length]?.();
    });
    if (cancel !== undefined) cancels.push(cancel);
  };
  for (const step of program) {
    if (step.kind === 'advance') clock.advanceTo(clock.now() + step.by);
    else if (step.kind === 'cancel') cancels[step.which % cancels.length]?.();
    else add(step.kind, step.delay, step.children);
    log.push(clock.state().join(' '));
  }
  clock.advanceTo(START + 1e6);
  return log;
}

describe('the simulated clock and a sorted array', () => {
  it('agree, whatever is scheduled, cancelled and advanced', () => {
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 400, size: 'max' }), (program) => {
        const clock = new SimClock(START);
        const model = new ArrayClock();
        const seen = drive(
          {
            now: () => clock.now(),
            add: (kind, delay, work) => {
              if (kind === 'at') {
                clock.at((clock.now() + delay) as SimTime, work);
                return undefined;
              }
              const subscription = clock.schedule(work, delay);
              return () => subscription.unsubscribe();
            },
            advanceTo: (until) => clock.advanceTo(until as SimTime),
            state: () => [clock.now(), clock.nextAt, clock.pending],
          },
          program,
        );
        const expected = drive(
          {
            now: () => model.time,
            add: (kind, delay, work) => {
              const cancel = model.add(model.time + delay, work);
              return kind === 'at' ? undefined : cancel;
            },
            advanceTo: (until) => model.advanceTo(until),
            state: () => [model.time, model.next?.at ?? Infinity, model.waiting.length],
          },
          program,
        );
        expect(seen).to.deep.equal(expected);
      }),
      { numRuns: 150, seed: 20250101 },
    );
  });
});
