// A detector to start from: copy it, change it, and see what it is worth.
//
//     fraudworld stress tiny --detector docs/example-detector.js -o data/my-duel
//
// `event` has the `request` columns of `transactions` (docs/data.md) and nothing else: no outcome, no label, no truth.
// Memory belongs into the object: `observe` hears of every payment of your banks and what became of it, before the next
// one is scored, and `learn` of every label when the bank learns it, late and sometimes wrong.

const DAY = 24 * 3_600_000;

/** Payees, devices and the largest transfer of an account so far. */
const accounts = new Map();
/** Accounts that a label calls a mule's or a fraud's payee. */
const suspects = new Set();

function memoryOf(account) {
  if (!accounts.has(account))
    accounts.set(account, { payees: new Set(), devices: new Set(), largest: 0, purchases: [] });
  return accounts.get(account);
}

export default {
  /** Answers `{ action, score, reasons }`; `action` is approve, decline, step_up, review, hold or freeze. */
  score(event) {
    const memory = memoryOf(event.origin_account);
    const reasons = [];
    let score = 0;
    if (suspects.has(event.destination_account)) {
      score += 0.6;
      reasons.push('the payee is suspected');
    }
    const isTransfer = event.payment_type === 'credit_transfer' || event.payment_type === 'instant_transfer';
    if (isTransfer && event.channel !== 'batch') {
      if (!memory.payees.has(event.destination_account)) score += 0.15;
      if (event.device_id !== null && memory.devices.size > 0 && !memory.devices.has(event.device_id)) {
        score += 0.3;
        reasons.push('an unknown device');
      }
      if (event.amount > 500 && event.amount > 2 * memory.largest) {
        score += 0.3;
        reasons.push('far more than ever before');
      }
    }
    if (event.channel === 'ecommerce') {
      const today = memory.purchases.filter((time) => event.event_time - time < DAY);
      if (today.length >= 6) {
        score += 0.4;
        reasons.push('many purchases in a day');
      }
      if (event.cvv_result === 'not_provided' && event.auth_method === 'none' && event.amount > 150) {
        score += 0.3;
        reasons.push('neither code nor authentication');
      }
    }
    const action = score >= 0.7 ? 'decline' : score >= 0.5 ? 'review' : score >= 0.4 ? 'step_up' : 'approve';
    return { action, score: Math.min(1, score), reasons };
  },

  observe(event, outcome) {
    if (outcome.status !== 'approved') return;
    const memory = memoryOf(event.origin_account);
    memory.payees.add(event.destination_account);
    if (event.device_id !== null) memory.devices.add(event.device_id);
    if (event.card_id === null) memory.largest = Math.max(memory.largest, event.amount);
    if (event.channel === 'ecommerce') {
      memory.purchases = memory.purchases.filter((time) => event.event_time - time < DAY);
      memory.purchases.push(event.event_time);
    }
  },

  learn(label) {
    if (label.label === 'mule' && label.account_id !== null) suspects.add(label.account_id);
  },
};
