import { expect } from 'chai';
import fc from 'fast-check';
import { normalQuantile } from '../../src/kernel/normal-quantile.ts';
import { hash3, Rng, type StreamKey, streamKey, unitOf } from '../../src/kernel/random.ts';
import { correlation, kolmogorov, mean, normalDistribution, uniformityZ } from './statistics.ts';

const KEY = streamKey(1, 'groceries');
const many = <T>(count: number, draw: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => draw(index));
const firstDraws = (rng: Rng) => many(8, () => rng.uint32()).join(' ');
const integer = fc.integer({ min: -(2 ** 31), max: 2 ** 32 - 1 });

describe('a random stream', () => {
  it('is the same whenever it is sought, whatever was drawn before', () => {
    fc.assert(
      fc.property(integer, integer, integer, fc.nat({ max: 20 }), (a, b, c, drawn) => {
        const used = new Rng(KEY);
        many(drawn, () => used.uint32());
        expect(firstDraws(used.seek(KEY, a, b, c))).to.equal(firstDraws(new Rng().seek(KEY, a, b, c)));
      }),
      { seed: 1 },
    );
  });

  it('differs from those of other keys, integers and seeds', () => {
    const first = (key: StreamKey, a: number, b: number, c: number) => firstDraws(new Rng().seek(key, a, b, c));
    const streams = [
      first(KEY, 1, 2, 3),
      first(KEY, 2, 1, 3),
      first(KEY, 1, 3, 2),
      first(KEY, 3, 2, 1),
      first(KEY, 1, 2, 0),
      first(streamKey(1, 'Groceries'), 1, 2, 3),
      first(streamKey(2, 'groceries'), 1, 2, 3),
      first(streamKey('one', 'groceries'), 1, 2, 3),
      first(streamKey(1, 'groceries').derive('amount'), 1, 2, 3),
    ];
    expect(new Set(streams).size).to.equal(streams.length);
  });

  it('is keyed alike by the seed as a number and as a text, and not by where seed and name meet', () => {
    expect(streamKey(7, 'fuel')).to.deep.equal(streamKey('7', 'fuel'));
    expect(streamKey('7f', 'uel')).to.not.deep.equal(streamKey('7', 'fuel'));
  });

  it('draws these numbers in every version: a change here changes all data', () => {
    const rng = new Rng(KEY);
    const draws = [
      rng.seek(KEY, 1, 2, 3).uint32(),
      rng.uint32(),
      rng.uint32(),
      rng.seek(KEY, -1, 2 ** 32 - 1).uint32(),
      rng.fork('campaign', 12).uint32(),
      Rng.root(42).uint32(),
      hash3(KEY, 1, 2, 3),
      rng.seek(KEY, 5, 5).below(1000),
      rng.uniform53(),
      rng.normal(),
      rng.exponential(10),
      rng.logNormal(50, 0.8),
      rng.poisson(3),
      rng.poisson(300),
      rng.gamma(0.4),
      rng.beta(2, 3),
    ];
    expect(draws).to.deep.equal([
      2366068899, 3105367285, 196714335, 1236670072, 1594197821, 3798940288, 225788888, 404, 0.6994280058120577,
      1.1331474352741375, 9.451495063182275, 26.462127631617623, 3, 282, 0.36253720174609866, 0.5297987008087499,
    ]);
  });

  it('fills an array with the same draws as one by one, signed', () => {
    const [filling, drawing] = [new Rng(KEY), new Rng(KEY)];
    const words = new Int32Array(9);
    for (let round = 0; round < 3; round++) {
      filling.fill(words);
      for (const word of words) expect(word).to.equal(drawing.uint32() | 0);
    }
    expect(filling.uint32()).to.equal(drawing.uint32());
    expect(unitOf(-1)).to.equal(1 - 2 ** -32);
    expect(unitOf(2 ** 31)).to.equal(0.5);
  });
});

describe('a fork', () => {
  it('depends on where its parent started, not on what the parent drew', () => {
    const parent = new Rng().seek(KEY, 3, 4);
    const early = parent.fork('mule', 5).uint32();
    many(100, () => parent.uint32());
    expect(parent.fork('mule', 5).uint32()).to.equal(early);
    expect(parent.seek(KEY, 3, 5).fork('mule', 5).uint32()).to.not.equal(early);
  });

  it('leaves its parent undisturbed', () => {
    const parent = Rng.root(1);
    const child = parent.fork('child');
    many(10, () => child.uint32());
    expect(parent.uint32()).to.equal(Rng.root(1).uint32());
  });

  it('has a stream of its own for each name and id, beyond 32 bits too', () => {
    const parent = Rng.root(1);
    const ids = [0, 1, 2 ** 31, 2 ** 32, 2 ** 32 + 1, 2 ** 52];
    const names = ['', 'a', 'b', 'ab'];
    const draws = names.flatMap((name) => ids.map((id) => parent.fork(name, id).uniform53()));
    expect(new Set([parent.uniform53(), ...draws]).size).to.equal(names.length * ids.length + 1);
  });

  it('is not correlated with its parent or its sister', () => {
    const parent = Rng.root(3);
    const [one, two] = [parent.fork('one'), parent.fork('two')];
    const rows = many(40_000, () => [parent.uniform(), one.uniform(), two.uniform()] as const);
    const column = (index: 0 | 1 | 2) => rows.map((row) => row[index]);
    // The standard deviation of the correlation of independent samples is 1 / 200.
    expect(Math.abs(correlation(column(0), column(1)))).to.be.below(0.02);
    expect(Math.abs(correlation(column(1), column(2)))).to.be.below(0.02);
  });
});

describe('draws', () => {
  const rng = new Rng(streamKey(2, 'draws'));

  it('are uniform, with 32 bits or 53', () => {
    expect(
      kolmogorov(
        many(100_000, () => rng.uniform()),
        (x) => x,
      ),
    ).to.be.below(2.3);
    expect(
      kolmogorov(
        many(100_000, () => rng.uniform53()),
        (x) => x,
      ),
    ).to.be.below(2.3);
    expect(many(1000, () => (rng.uniform53() * 2 ** 53) % 2).some((bit) => bit === 1)).to.equal(true);
  });

  it('fall on every integer below a bound equally often, and never on the bound', () => {
    for (const bound of [1, 2, 7, 1000]) {
      const counts = new Int32Array(bound + 1);
      for (let round = 0; round < 200 * bound; round++) counts[rng.below(bound)]!++;
      expect(counts[bound]).to.equal(0);
      if (bound > 2) expect(Math.abs(uniformityZ(counts.subarray(0, bound)))).to.be.below(4);
      else expect(counts.subarray(0, bound).every((count) => count > 150)).to.equal(true);
    }
    const large = many(50_000, () => rng.below(2 ** 32));
    expect(kolmogorov(large, (x) => x / 2 ** 32)).to.be.below(2.3);
  });

  it('stay below the bound even for the largest integer', () => {
    const largest = Object.assign(new Rng(), { uint32: () => 2 ** 32 - 1 });
    for (const bound of [1, 3, 2 ** 20 + 1, 2 ** 31, 2 ** 32 - 1, 2 ** 32])
      expect(largest.below(bound)).to.equal(bound - 1);
    expect(largest.uniform()).to.be.below(1);
    expect(largest.uniform53()).to.equal(1 - 2 ** -53);
    expect(largest.exponential(1)).to.be.within(22, 23);
    expect(largest.normal()).to.be.within(6, 6.5);
    const smallest = Object.assign(new Rng(), { uint32: () => 0 });
    expect(smallest.exponential(1)).to.be.within(0, 1e-9);
    expect(smallest.normal()).to.be.within(-6.5, -6);
  });

  it('refuse a bound that leaves nothing', () => {
    expect(() => rng.below(0)).to.throw(RangeError, 'below(0)');
    expect(() => rng.below(Number.NaN)).to.throw(RangeError);
    expect(() => rng.pick([])).to.throw(RangeError);
  });

  it('lie between two integers, both included', () => {
    const seen = new Set(many(1000, () => rng.between(-2, 2)));
    expect([...seen].sort((a, b) => a - b)).to.deep.equal([-2, -1, 0, 1, 2]);
  });

  it('are true with the probability asked for', () => {
    for (const p of [0, 0.001, 0.3, 1]) {
      const share = mean(many(100_000, () => Number(rng.chance(p))));
      expect(Math.abs(share - p)).to.be.at.most(4 * Math.sqrt((p * (1 - p)) / 100_000));
    }
  });

  it('are normal, far into the tails', () => {
    const sample = many(300_000, () => rng.normal());
    expect(kolmogorov(sample, normalDistribution)).to.be.below(2.3);
    const beyond = sample.filter((x) => Math.abs(x) > 3.5).length;
    const expected = 300_000 * 2 * normalDistribution(-3.5);
    expect(Math.abs(beyond - expected)).to.be.below(4 * Math.sqrt(expected));
  });

  it('wait exponentially', () => {
    const sample = many(300_000, () => rng.exponential(20));
    expect(kolmogorov(sample, (x) => 1 - Math.exp(-x / 20))).to.be.below(2.3);
    const beyond = sample.filter((x) => x > 140).length;
    const expected = 300_000 * Math.exp(-7);
    expect(Math.abs(beyond - expected)).to.be.below(4 * Math.sqrt(expected));
  });

  it('are log-normal about their median', () => {
    const sample = many(100_000, () => rng.logNormal(2500, 0.7));
    expect(kolmogorov(sample, (x) => normalDistribution(Math.log(x / 2500) / 0.7))).to.be.below(2.3);
  });

  it('keep to the exact quantiles, by table or not', () => {
    const fixed = { value: 0 };
    const stub = Object.assign(new Rng(), { uint32: () => fixed.value });
    let [worstNormal, worstExponential] = [0, 0];
    for (let step = 0; step < 65_536; step++) {
      fixed.value = step * 65_536 + ((step * 40_503) & 65_535);
      const probability = (fixed.value + 0.5) / 2 ** 32;
      worstNormal = Math.max(worstNormal, Math.abs(stub.normal() - normalQuantile(probability)));
      worstExponential = Math.max(worstExponential, Math.abs(stub.exponential(1) + Math.log1p(-probability)));
    }
    expect(worstNormal).to.be.below(1e-4);
    expect(worstExponential).to.be.below(4e-4);
  });

  it('pick each item equally often', () => {
    const items = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k'];
    const counts = new Int32Array(items.length);
    for (let round = 0; round < 22_000; round++) counts[items.indexOf(rng.pick(items))]!++;
    expect(Math.abs(uniformityZ(counts))).to.be.below(4);
  });

  it('shuffle into each order equally often, in place', () => {
    const counts = new Map<string, number>();
    for (let round = 0; round < 24_000; round++) {
      const items = ['a', 'b', 'c', 'd'];
      const shuffled = rng.shuffle(items);
      expect(shuffled).to.equal(items);
      const order = shuffled.join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).to.equal(24);
    expect(Math.abs(uniformityZ([...counts.values()]))).to.be.below(4);
    expect([...rng.shuffle(Int32Array.of(3, 1, 2))].sort()).to.deep.equal([1, 2, 3]);
  });
});
