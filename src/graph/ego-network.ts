import { UndirectedGraph } from 'graphology';
import { personas } from '../world/personas.ts';
import { type Tie, ties } from '../world/social.ts';
import type { World } from '../world/world.ts';

/** Attributes of a person in a view of the social graph. */
export interface PersonAttributes {
  readonly persona: string;
  readonly household: number;
  /** Steps from the centre. */
  readonly distance: number;
}

export interface TieAttributes {
  readonly tie: Tie;
}

export type EgoNetwork = UndirectedGraph<PersonAttributes, TieAttributes>;

/**
 * The social surroundings of a customer as a graphology graph: everybody within `radius` ties, and all ties among them.
 * Node keys are customer ids. Businesses have no ties: theirs is a graph of one node.
 *
 * Throws a RangeError for customers that do not exist.
 *
 * @example
 * const circle = toGraphology(world, 42, 2);
 * circle.degree(42);
 */
export function toGraphology(world: World, customer: number, radius = 1): EgoNetwork {
  const { social, customers } = world;
  if (!(Number.isInteger(customer) && customer >= 0 && customer < customers.count)) {
    throw new RangeError(`customer ${customer}: there are ${customers.count}`);
  }
  const graph: EgoNetwork = new UndirectedGraph();
  const add = (person: number, distance: number): void => {
    graph.addNode(person, {
      persona: personas[customers.persona[person]!]!.name,
      household: customers.household[person]!,
      distance,
    });
  };
  add(customer, 0);
  let ring = [customer];
  for (let distance = 1; distance <= radius; distance++) {
    const next: number[] = [];
    for (const person of ring) {
      for (let tie = 0; tie < social.degree(person); tie++) {
        const other = social.neighbours[social.offsets[person]! + tie]!;
        if (graph.hasNode(other)) continue;
        add(other, distance);
        next.push(other);
      }
    }
    ring = next;
  }
  connect(graph, world);
  return graph;
}

function connect(graph: EgoNetwork, { social }: World): void {
  for (const node of graph.nodes()) {
    const person = Number(node);
    for (let tie = 0; tie < social.degree(person); tie++) {
      const position = social.offsets[person]! + tie;
      const other = social.neighbours[position]!;
      if (other > person && graph.hasNode(other)) graph.addEdge(person, other, { tie: ties[social.tie[position]!]! });
    }
  }
}
