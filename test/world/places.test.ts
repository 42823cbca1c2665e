import { expect } from 'chai';
import fc from 'fast-check';
import { Rng, streamKey } from '../../src/kernel/random.ts';
import { buildPlaces, distanceKm, LOCAL, REGIONAL, type Reach, WIDE } from '../../src/world/places.ts';

const places = buildPlaces();
const rng = new Rng(streamKey(1, 'places test'));

describe('the cities of the country', () => {
  it('lie apart from each other in one country', () => {
    for (let city = 0; city < places.count; city++) {
      expect(places.latitude[city]).to.be.within(47, 50.5);
      expect(places.longitude[city]).to.be.within(5.5, 11);
      const neighbour = places.nearest(city)[1]!;
      const km = distanceKm(
        places.latitude[city]!,
        places.longitude[city]!,
        places.latitude[neighbour]!,
        places.longitude[neighbour]!,
      );
      expect(km, places.name[city]).to.be.within(25, 60);
    }
  });

  it('have names and regions of their own, the largest first', () => {
    expect(new Set(places.name).size).to.equal(places.count);
    expect(places.count).to.equal(60);
    expect(places.regions).to.have.length(6);
    expect([...places.population]).to.deep.equal([...places.population].sort((a, b) => b - a));
    for (let region = 0; region < 6; region++)
      expect(places.region.filter((each) => each === region).length).to.be.above(4);
  });

  it('are home to people in proportion to their inhabitants', () => {
    const counts = new Float64Array(places.count);
    const draws = 60_000;
    for (let draw = 0; draw < draws; draw++) counts[places.pickHome(rng.uint32(), rng.uint32())]!++;
    const inhabitants = places.population.reduce((sum, next) => sum + next, 0);
    for (const city of [0, 1, 10, 59]) {
      const expected = (draws * places.population[city]!) / inhabitants;
      expect(counts[city]).to.be.within(expected - 5 * Math.sqrt(expected), expected + 5 * Math.sqrt(expected));
    }
  });

  it('are visited less the farther away they are, and farther for clothes than for bread', () => {
    const medianKm = (reach: Reach): number => {
      const distances = Array.from({ length: 4_000 }, () => {
        const home = places.pickHome(rng.uint32(), rng.uint32());
        const shop = places.pickNear(home, rng.uint32(), rng.uint32(), reach);
        return distanceKm(
          places.latitude[home]!,
          places.longitude[home]!,
          places.latitude[shop]!,
          places.longitude[shop]!,
        );
      });
      return distances.reduce((sum, km) => sum + km, 0) / distances.length;
    };
    expect(medianKm(LOCAL)).to.be.below(5);
    expect(medianKm(REGIONAL)).to.be.within(10, 35);
    expect(medianKm(WIDE)).to.be.within(25, 60);
  });

  it('measures distances as the great circle does', () => {
    const degrees = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(degrees, degrees, degrees, degrees, (a, b, c, d) => {
        const [northA, eastA, northB, eastB] = [47 + a * 3.5, 5.5 + b * 5.5, 47 + c * 3.5, 5.5 + d * 5.5];
        const exact = greatCircleKm(northA, eastA, northB, eastB);
        expect(distanceKm(northA, eastA, northB, eastB)).to.be.closeTo(exact, 0.002 * exact + 0.001);
      }),
    );
  });
});

function greatCircleKm(northA: number, eastA: number, northB: number, eastB: number): number {
  const radians = Math.PI / 180;
  const half = (angle: number) => Math.sin((angle * radians) / 2) ** 2;
  const h = half(northB - northA) + Math.cos(northA * radians) * Math.cos(northB * radians) * half(eastB - eastA);
  return 2 * 6371.0088 * Math.asin(Math.sqrt(h));
}
