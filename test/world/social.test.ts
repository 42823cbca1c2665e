import { expect } from 'chai';
import { COLLEAGUE_TIE, HOUSEHOLD_TIE } from '../../src/world/social.ts';
import { exampleWorld, mean, personsOf } from './example-world.ts';

const world = exampleWorld();
const { social, customers } = world;
const neighboursOf = (person: number) => [
  ...social.neighbours.subarray(social.offsets[person]!, social.offsets[person + 1]!),
];

describe('the social graph', () => {
  it('is mutual, without loops and without double ties', () => {
    for (const person of personsOf(world)) {
      const others = neighboursOf(person);
      if (others.includes(person)) expect.fail(`${person} knows himself`);
      if (new Set(others).size !== others.length) expect.fail(`${person} has a double tie`);
      for (const other of others) {
        if (!neighboursOf(other).includes(person)) expect.fail(`${other} does not know ${person}`);
      }
    }
  });

  it('has about eight ties a person, with a mild tail', () => {
    const degrees = personsOf(world).map((person) => social.degree(person));
    expect(mean(degrees)).to.be.within(6.5, 9);
    const sorted = degrees.sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length * 0.99)]).to.be.within(18, 40);
  });

  it('ties households completely, and colleagues to their firm', () => {
    for (const person of personsOf(world)) {
      for (let tie = social.offsets[person]!; tie < social.offsets[person + 1]!; tie++) {
        const other = social.neighbours[tie]!;
        const isHome = customers.household[other] === customers.household[person];
        expect(social.tie[tie] === HOUSEHOLD_TIE).to.equal(isHome);
        if (social.tie[tie] === COLLEAGUE_TIE) expect(customers.employer[other]).to.equal(customers.employer[person]);
      }
      const next = person + 1;
      if (next < customers.personCount && customers.household[next] === customers.household[person]) {
        expect(neighboursOf(person)).to.include(next);
      }
    }
  });

  it('is clustered a hundred times more than chance would have it', () => {
    let triangles = 0;
    let pairs = 0;
    for (let person = 0; person < 1_500; person++) {
      const others = neighboursOf(person);
      for (const [index, one] of others.entries()) {
        const theirs = new Set(neighboursOf(one));
        for (const other of others.slice(index + 1)) {
          pairs++;
          if (theirs.has(other)) triangles++;
        }
      }
    }
    const chance = 8 / customers.personCount;
    expect(triangles / pairs).to.be.above(Math.max(0.1, 50 * chance));
  });

  it('is drawn from uniformly, and has nobody for businesses', () => {
    const person = personsOf(world).find((each) => social.degree(each) === 5)!;
    expect([0, 1, 2, 3, 4].map((part) => social.pick(person, Math.floor(((part + 0.5) / 5) * 2 ** 32)))).to.deep.equal(
      neighboursOf(person),
    );
    expect(social.pick(customers.personCount, 7)).to.equal(-1);
    expect(social.degree(customers.personCount)).to.equal(0);
  });
});
