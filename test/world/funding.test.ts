import { expect } from 'chai';
import { accountTypes } from '../../src/ledger/ledger.ts';
import { banksOf } from '../../src/world/banks.ts';
import { exampleWorld, median, personsOf } from './example-world.ts';

const world = exampleWorld();
const { ledger, customers, institutions, banks } = world;
const accounts = Array.from({ length: ledger.count }, (_, account) => account);
const typeOf = (account: number) => accountTypes[ledger.type[account]!]!;

describe('the money of a world', () => {
  it('comes from the central bank to the cent', () => {
    expect(ledger.total()).to.equal(0);
    expect(ledger.balanceOf(institutions.centralBank)).to.be.below(0);
    expect(accounts.every((account) => Number.isInteger(ledger.balanceOf(account)))).to.equal(true);
    expect(accounts.filter((account) => typeOf(account) === 'source')).to.deep.equal([institutions.centralBank]);
  });

  it('is owed on credit cards within their lines, and nowhere else', () => {
    for (const account of accounts) {
      if (account === institutions.centralBank) continue;
      if (typeOf(account) === 'credit_card') {
        expect(ledger.balanceOf(account)).to.be.at.most(0);
        expect(ledger.balanceOf(account) + ledger.limitOf(account)).to.be.above(0);
      } else expect(ledger.balanceOf(account), typeOf(account)).to.be.at.least(0);
    }
  });

  it('lasts the people for about a month, and their savings longer', () => {
    const persons = personsOf(world);
    const months = (account: Int32Array) =>
      persons
        .filter((person) => account[person]! >= 0)
        .map((person) => ledger.balanceOf(account[person]!) / customers.incomeCents[person]!);
    expect(median(months(customers.currentAccount))).to.be.within(0.6, 1.4);
    expect(median(months(customers.savingsAccount))).to.be.within(1, 5);
  });

  it('is kept at reporting banks in proportion to their shares', () => {
    const reporting = banksOf(banks, 'retail', true);
    const shares = reporting.reduce((sum, bank) => sum + banks[bank]!.marketShare, 0);
    const current = [...customers.currentAccount];
    for (const bank of reporting) {
      const share = current.filter((account) => ledger.bankOf(account) === bank).length / current.length;
      expect(share, banks[bank]!.code).to.be.closeTo(banks[bank]!.marketShare / shares, 0.03);
    }
    expect(current.every((account) => banks[ledger.bankOf(account)]!.reporting)).to.equal(true);
  });

  it('waits in forgotten accounts, too', () => {
    const { dormantAccounts } = world;
    expect(dormantAccounts.length).to.be.within(60, 200);
    for (const account of dormantAccounts) {
      const owner = ledger.owner[account]!;
      expect(account).to.not.be.oneOf([customers.currentAccount[owner]!, customers.savingsAccount[owner]!]);
      expect(ledger.openedDay[account]).to.be.at.least(customers.sinceDay[owner]!);
    }
  });

  it('pays the wages of whoever is employed outside for twenty years', () => {
    const payroll = new Float64Array(ledger.count);
    for (const person of personsOf(world)) payroll[customers.incomeAccount[person]!]! += customers.incomeCents[person]!;
    for (const account of institutions.externalEmployers) {
      expect(ledger.balanceOf(account)).to.be.at.least(240 * payroll[account]!);
    }
  });
});
