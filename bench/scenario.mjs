// The world of the benchmarks: the default preset, grown. All routine behaviours, 0.2 % fraud, all tables.
import { loadScenario } from '../dist/src/index.js';

/** Rows of `transactions` a customer and day, roughly: to ask for days when one means rows. */
const ROWS_PER_CUSTOMER_DAY = 1.47;

export const daysFor = (rows, customers) => Math.ceil(rows / customers / ROWS_PER_CUSTOMER_DAY);

export const benchScenario = (customers, days) => loadScenario('card-realistic', { days, world: { customers } });
