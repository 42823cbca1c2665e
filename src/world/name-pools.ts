import { faker as german } from '@faker-js/faker/locale/de';
import { faker as english } from '@faker-js/faker/locale/en';
import { faker as french } from '@faker-js/faker/locale/fr';

type Locale = typeof german;

// The country lies between languages: most names are German, many French, some English.
const LOCALES: readonly Locale[] = [german, french, english];

/** Invented people have these names; the lists are faker's, in its order. */
export const firstNames: readonly string[] = poolOf((locale) => {
  const { generic, female, male } = locale.definitions.person.first_name;
  return [...(female ?? []), ...(male ?? []), ...(female === undefined ? (generic ?? []) : [])];
});
export const lastNames: readonly string[] = poolOf((locale) => locale.definitions.person.last_name.generic ?? []);

/** Brands are put together from these; any likeness to a real one is chance. */
export const brandBeginnings = [
  'Al',
  'Bel',
  'Bran',
  'Cor',
  'Dor',
  'El',
  'Fen',
  'Gal',
  'Hal',
  'Is',
  'Jor',
  'Kel',
  'Lin',
  'Mar',
  'Nor',
  'Or',
  'Pel',
  'Quin',
  'Ros',
  'Sol',
  'Tar',
  'Ul',
  'Ver',
  'Win',
  'Yor',
  'Zel',
] as const;
export const brandMiddles = [
  'a',
  'ba',
  'da',
  'do',
  'e',
  'fi',
  'ga',
  'i',
  'la',
  'li',
  'mo',
  'na',
  'o',
  'ra',
  'ro',
  'vi',
] as const;
export const brandEndings = [
  'bo',
  'co',
  'dan',
  'don',
  'fix',
  'go',
  'lin',
  'lo',
  'mar',
  'mo',
  'nex',
  'nto',
  'ra',
  'ro',
  'ta',
  'va',
  'xa',
  'zon',
] as const;

/** What companies that sell to companies do. */
export const trades = [
  'Consulting',
  'Logistics',
  'Engineering',
  'Construction',
  'Textiles',
  'Software',
  'Media',
  'Metalworks',
  'Packaging',
  'Cleaning',
  'Timber',
  'Electrics',
  'Plumbing',
  'Design',
  'Foods Wholesale',
  'Chemicals',
  'Machinery',
  'Printing',
  'Architects',
  'Accounting',
  'Transport',
  'Property',
  'Recycling',
  'Optics',
] as const;

/** What shops of a category are called. */
export const shopWords: Readonly<Record<string, readonly string[]>> = {
  groceries: ['Market', 'Foods', 'Fresh'],
  bakery_fast_food: ['Bakery', 'Snacks', 'Kebab', 'Coffee', 'Burger'],
  restaurant: ['Restaurant', 'Trattoria', 'Bistro', 'Kitchen', 'Tavern'],
  bar: ['Bar', 'Pub', 'Wine Bar'],
  fuel: ['Fuel', 'Petrol', 'Station'],
  transport: ['Transit', 'Taxi', 'Mobility'],
  clothing: ['Fashion', 'Wear', 'Shoes'],
  electronics: ['Electronics', 'Digital', 'Hifi'],
  pharmacy: ['Pharmacy', 'Apotheke'],
  home: ['Home', 'Furniture', 'Garden', 'Hardware'],
  books_toys: ['Books', 'Toys', 'Paper'],
  beauty: ['Hair', 'Beauty', 'Nails', 'Barber'],
  entertainment: ['Cinema', 'Fitness', 'Bowling', 'Theatre'],
  hotel: ['Hotel', 'Inn', 'Pension'],
  government: ['Public Services'],
  online_marketplace: ['Marketplace'],
  online_fashion: ['Style'],
  online_electronics: ['Tech'],
  digital_goods: ['Games', 'Apps'],
  streaming: ['Play', 'Music'],
  food_delivery: ['Eats'],
  travel: ['Travel', 'Air'],
  donations: ['Aid', 'Relief'],
  telecom: ['Mobile'],
};

function poolOf(names: (locale: Locale) => readonly string[]): string[] {
  return [...new Set(LOCALES.flatMap((locale) => names(locale)))];
}
