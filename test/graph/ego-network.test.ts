import { expect } from 'chai';
import { toGraphology } from '../../src/graph/ego-network.ts';
import { exampleWorld, personsOf } from '../world/example-world.ts';

const world = exampleWorld();
const { social } = world;

describe('the ego network of a customer', () => {
  it('holds those he knows, and how they know each other', () => {
    for (const person of [0, 17, 2_500]) {
      const circle = toGraphology(world, person, 1);
      expect(circle.order).to.equal(social.degree(person) + 1);
      expect(circle.degree(person)).to.equal(social.degree(person));
      expect(circle.getNodeAttribute(person, 'distance')).to.equal(0);
      circle.forEachEdge((_edge, _attributes, source, target) => {
        const others = social.neighbours.subarray(social.offsets[Number(source)]!, social.offsets[Number(source) + 1]!);
        expect([...others]).to.include(Number(target));
      });
    }
  });

  it('grows with the radius', () => {
    const person = personsOf(world).find((each) => social.degree(each) === 6)!;
    const near = toGraphology(world, person, 1);
    const far = toGraphology(world, person, 2);
    expect(far.order).to.be.above(near.order);
    expect(near.everyNode((node) => far.hasNode(node))).to.equal(true);
    expect(toGraphology(world, person, 0).order).to.equal(1);
  });

  it('is a single node for businesses, and an error for nobody', () => {
    expect(toGraphology(world, world.customers.personCount, 2).order).to.equal(1);
    expect(() => toGraphology(world, 5_000)).to.throw(RangeError, 'customer 5000: there are 5000');
  });
});
