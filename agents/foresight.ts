import { PURCHASE, SETTLE, type Shard, WITHDRAW_CASH } from '../src/define.ts';

/**
 * Reads what the next intents will look at. One by one, each intent would wait for memory a dozen times; here nothing
 * depends on anything but the intent, so that memory answers for many at once. The sum keeps the reads from being
 * dropped as useless.
 */
export function foresee(shard: Shard): void {
  const { intents, world } = shard;
  const { cards, customers, ledger, merchants } = world;
  const { action, agent, origin, target } = intents;
  let sum = 0;
  for (let row = 0; row < intents.count; row++) {
    const kind = action[row]!;
    const who = agent[row]!;
    let payer = origin[row]!;
    let payee = target[row]!;
    if (kind === PURCHASE) {
      const slot = 2 * who;
      payer = cards.account[slot]!;
      sum += cards.generation(slot);
      sum += customers.city[who]!;
      sum += merchants.mcc[payee]! + merchants.firstTerminal[payee]! + merchants.terminalCount[payee]!;
      payee = merchants.acquiringAccount[payee]!;
    } else if (kind === WITHDRAW_CASH) {
      payer = cards.account[2 * who]!;
    } else if (kind === SETTLE) {
      payer = merchants.acquiringAccount[payee]!;
      payee = merchants.settlementAccount[payee]!;
    }
    if (payer >= 0) sum += ledger.balanceOf(payer);
    if (payee >= 0) sum += ledger.balanceOf(payee);
  }
  shard.touched = sum;
}
