import {
  CREDIT_SLOT,
  DEBIT_SLOT,
  isOnline,
  ONLINE,
  PURCHASE,
  SETTLE,
  type Shard,
  TRANSFER,
  WITHDRAW_CASH,
} from '../src/define.ts';
import type { BankBooks } from './bank.ts';
import type { Monitoring } from './monitoring.ts';

/**
 * Reads what the next intents will look at. One after another, each intent would wait for memory a dozen times; here no
 * read waits for the intent before it, so that memory answers for many at once. The sum keeps the reads from being
 * dropped as useless.
 */
export function foresee(shard: Shard, books: BankBooks, monitoring: Monitoring): void {
  const { intents } = shard;
  const { cards, customers, devices, institutions, ledger, merchants, networks } = shard.world;
  let sum = 0;
  for (let row = 0; row < intents.count; row++) {
    const action = intents.action[row]!;
    const agent = intents.agent[row]!;
    let payer = intents.origin[row]!;
    let payee = intents.target[row]!;
    let reachesOut = true;
    if (action === PURCHASE) {
      const options = intents.options[row]!;
      const debit = cards.slot(agent, DEBIT_SLOT);
      payer = cards.account[debit]!;
      sum += cards.account[cards.slot(agent, CREDIT_SLOT)]! + cards.generation(debit) + customers.city[agent]!;
      sum += merchants.mcc[payee]! + merchants.terminalCount[payee]! + merchants.firstTerminal[payee]!;
      payee = merchants.acquiringAccount[payee]!;
      reachesOut = (options & ONLINE) !== 0;
    } else if (action === TRANSFER) {
      sum += monitoring.largestCents(payer) + monitoring.largestCents(payee);
      reachesOut = isOnline(intents.options[row]!);
      if (reachesOut) sum += books.transferLimitCents(payer);
    } else if (action === SETTLE) {
      payer = merchants.acquiringAccount[payee]!;
      payee = merchants.settlementAccount[payee]!;
      sum += shard.retainedFeesCents[agent]!;
      reachesOut = false;
    } else if (action === WITHDRAW_CASH) {
      payer = cards.account[cards.slot(agent, DEBIT_SLOT)]!;
      payee = institutions.centralBank;
      sum += customers.walletCents[agent]!;
      reachesOut = false;
    } else payee = -1;
    if (payer >= 0) sum += ledger.balanceOf(payer);
    if (payee >= 0) sum += ledger.balanceOf(payee);
    if (!reachesOut) continue;
    const household = customers.household[agent]!;
    sum += customers.deviceCount[agent]! + devices.generation[devices.slot(agent, 0)]!;
    if (household >= 0) sum += networks.home[household]!;
  }
  shard.touched = sum;
}
