import { expect } from 'chai';
import { buildWorld } from '../../src/world/build.ts';
import { copyHomes, type EntityTable, entityTables } from '../../src/world/entity-tables.ts';
import { START_DAY } from './example-world.ts';

const build = (names: boolean) => buildWorld({ seed: 5, customers: 300, startDay: START_DAY, names });
const world = build(true);
const span = {
  openingBalances: world.ledger.balances(),
  openingHomes: copyHomes(world),
  startDay: START_DAY,
  endDay: START_DAY + 30,
};

const rowsOf = ({ columns, rowCount }: EntityTable): Record<string, unknown>[] =>
  Array.from({ length: rowCount }, (_, row) =>
    Object.fromEntries(Object.entries(columns).map(([name, cell]) => [name, cell(row)])),
  );
const tableOf = (tables: readonly EntityTable[], name: string) => tables.find(({ table }) => table.name === name)!;

const kinds: Readonly<Record<string, string>> = { text: 'string', boolean: 'boolean' };

describe('the entity tables', () => {
  const tables = entityTables(world, span);

  it('have the columns of the schema, with nulls only where it allows them', () => {
    expect(tables).to.have.length(8);
    for (const each of tables) {
      const { table } = each;
      expect(each.rowCount, table.name).to.be.above(0);
      expect(Object.keys(each.columns)).to.have.members(Object.keys(table.columns));
      for (const row of rowsOf(each)) {
        for (const [name, value] of Object.entries(row)) {
          const column = table.columns[name]!;
          if (value === null && column.nullable) continue;
          expect(typeof value, `${table.name}.${name}`).to.equal(kinds[column.type] ?? 'number');
          if (typeof value === 'number') expect(Number.isFinite(value), `${table.name}.${name}`).to.equal(true);
        }
      }
    }
  });

  it('have unique keys', () => {
    for (const each of tables) {
      const key = Object.keys(each.table.columns)[0]!;
      expect(new Set(rowsOf(each).map((row) => row[key])).size, each.table.name).to.equal(each.rowCount);
    }
  });

  it('give a family a name in common, most of the time', () => {
    const persons = rowsOf(tableOf(tables, 'customers')).filter((row) => row.customer_type === 'person');
    const lastName = (row: Record<string, unknown>) => String(row.name).split(' ').at(-1);
    const pairs = persons.slice(1).flatMap((row, index) => {
      const before = persons[index]!;
      return before.household_id === row.household_id ? [lastName(before) === lastName(row)] : [];
    });
    expect(pairs.filter(Boolean).length / pairs.length).to.be.within(0.5, 0.9);
  });

  it('have no names when they are switched off, and are otherwise the same', () => {
    const silent = entityTables(build(false), span);
    const customers = rowsOf(tableOf(silent, 'customers'));
    expect(customers.every((row) => row.name === null)).to.equal(true);
    expect(rowsOf(tableOf(silent, 'merchants')).every((row) => row.descriptor === null)).to.equal(true);
    expect(customers.map(({ name: _, ...rest }) => rest)).to.deep.equal(
      rowsOf(tableOf(tables, 'customers')).map(({ name: _, ...rest }) => rest),
    );
  });

  it('keep replaced cards, new devices and accounts opened since', () => {
    const later = build(false);
    const opening = { ...span, openingBalances: later.ledger.balances() };
    const slot = later.cards.account.findIndex((account) => account >= 0);
    const first = later.cards.id(slot);
    const blockedAt = 1_770_000_000_000;
    later.cards.block(slot, blockedAt);
    const card = later.cards.replace(slot, { issuedDay: START_DAY + 3, expiresDay: START_DAY + 1_463, blockedAt });
    const device = later.devices.replace(later.devices.slot(7, 0), START_DAY + 4);
    const burner = later.devices.burner(1, START_DAY + 5);
    later.ledger.open({ type: 'current', bank: 1, owner: 7, openedDay: START_DAY + 6 });

    const after = entityTables(later, opening);
    const cards = rowsOf(tableOf(after, 'cards'));
    expect(cards.find((row) => row.card_id === first)).to.include({ blocked_time: blockedAt, replaces_card_id: null });
    const next = cards.find((row) => row.card_id === card)!;
    expect(next).to.include({ issued: START_DAY + 3, expires: START_DAY + 1_463, replaces_card_id: first });
    expect(next.account_id).to.equal(cards.find((row) => row.card_id === first)!.account_id);
    const devices = rowsOf(tableOf(after, 'devices'));
    expect(devices.find((row) => row.device_id === device)).to.include({
      first_seen: START_DAY + 4,
      device_type: 'phone',
    });
    expect(devices.find((row) => row.device_id === burner)).to.include({ first_seen: START_DAY + 5 });
    const account = rowsOf(tableOf(after, 'accounts')).at(-1)!;
    expect(account).to.include({ opening_balance: 0, opened: START_DAY + 6, customer_id: 7 });
  });
});
