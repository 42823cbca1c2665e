import type { Agents, DuelSetup, Fulfil, Payment, Shard, World } from '../src/define.ts';
import { authorise, BankBooks } from './bank.ts';
import { addPayee, enactEvent, login, purchase, transfer, withdrawCash } from './customer.ts';
import { Detection } from './detection.ts';
import { foresee } from './foresight.ts';
import { FraudDesk } from './fraud-desk.ts';
import { castOf, fillOrder } from './fraudster.ts';
import { depositCash, REFUND_SHARE, REFUND_SHARE_ONLINE, settle } from './merchant.ts';
import { Monitoring } from './monitoring.ts';

/** In the order of `intentActions`. */
const fulfil: readonly Fulfil[] = [purchase, transfer, withdrawCash, depositCash, settle, enactEvent, login, addPayee];

/**
 * The agents of one shard: what the kernel asks of banks, customers, merchants, criminals and the fraud desk. In a duel a
 * detector takes the place of the banks' monitoring.
 */
export function createAgents(world: World, duel?: DuelSetup): Agents {
  const books = new BankBooks(world);
  let desk: FraudDesk;
  let monitoring: Monitoring;
  let detection: Detection | undefined;
  return {
    rowsPerPurchase: { counter: 1 + REFUND_SHARE, online: 1 + REFUND_SHARE_ONLINE },
    fulfil,
    foresee: (shard) => foresee(shard, books, monitoring),
    authorise: (shard: Shard, payment: Payment) => authorise(shard, books, payment, detection),
    posted(_shard, payment) {
      desk.hear(payment);
      if (detection === undefined) monitoring.hear(payment);
      else detection.hear(payment);
    },
    learned: (_shard, record) => detection?.learn(record),
    fill: fillOrder,
    cast: castOf,
    start(shard) {
      desk = new FraudDesk(shard);
      monitoring = new Monitoring(shard);
      if (duel !== undefined) detection = new Detection(shard, duel);
    },
  };
}
