import { categoryIndex, defineBehavior, Outing } from '../../src/define.ts';

const outing = new Outing({
  categories: ['clothing', 'pharmacy', 'home', 'books_toys', 'beauty'].map(categoryIndex),
  another: 0.3,
  most: 4,
  minutes: [8, 40],
});

/** Clothes, medicine, furniture, books and haircuts; some outings lead to several shops, some minutes apart. */
export default defineBehavior({
  name: 'shops',
  doc: 'Clothes, medicine, furniture, books and haircuts, most on Saturdays, several shops on some outings.',
  who: 'persons',
  when: outing.when,
  plan: (plan, person, rng) => outing.plan(plan, person, rng),
});
