import { writeFileSync } from 'node:fs';
import { Rng, streamKey } from '../../src/kernel/random.ts';

/** A row of a file in PaySim's columns, before it is written. */
export interface PaySimRow {
  step: number;
  type: string;
  amount: number;
  nameOrig: string;
  oldbalanceOrg: number;
  nameDest: string;
  isFraud: number;
}

const HEADER =
  'step,type,amount,nameOrig,oldbalanceOrg,newbalanceOrig,nameDest,oldbalanceDest,newbalanceDest,isFraud,isFlaggedFraud';
const DAYS = 40;
const CUSTOMERS = 400;
const types = ['PAYMENT', 'TRANSFER', 'CASH_OUT', 'DEBIT'];

/**
 * A month and more of payments in PaySim's columns in which fraud is drawn exactly as the rest, so that there is nothing
 * to find: 20,000 rows, 2 % of them fraud. A change makes fraud recognisable.
 */
export function payments(change: (row: PaySimRow, rng: Rng) => void = () => {}): PaySimRow[] {
  const rng = new Rng(streamKey(7, 'paysim-like'));
  const rows: PaySimRow[] = [];
  for (let index = 0; index < 20_000; index++) {
    const row: PaySimRow = {
      step: Math.floor((index / 20_000) * 24 * DAYS),
      type: types[rng.below(types.length)] as string,
      amount: Math.round(rng.logNormal(100, 1) * 100) / 100,
      nameOrig: `C${1_000 + rng.below(CUSTOMERS)}`,
      oldbalanceOrg: Math.round(rng.logNormal(2_000, 1) * 100) / 100,
      nameDest: `M${1_000 + rng.below(100)}`,
      isFraud: rng.chance(0.02) ? 1 : 0,
    };
    if (row.isFraud === 1) change(row, rng);
    rows.push(row);
  }
  return rows;
}

/** Writes rows as PaySim's CSV. */
export function writePayments(file: string, rows: readonly PaySimRow[]): string {
  const lines = rows.map(({ step, type, amount, nameOrig, oldbalanceOrg, nameDest, isFraud }) =>
    [step, type, amount, nameOrig, oldbalanceOrg, oldbalanceOrg, nameDest, 0, 0, isFraud, 0].join(','),
  );
  writeFileSync(file, `${[HEADER, ...lines].join('\n')}\n`);
  return file;
}
