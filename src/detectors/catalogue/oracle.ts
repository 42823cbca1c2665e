import { defineDetector } from '../../define.ts';

export default defineDetector({
  name: 'oracle',
  doc: 'Knows the truth and refuses what schemes cause, and nothing else: what no detector can beat.',
  example: 'oracle',
  answers: 'at_once',
  open: async (_spec, { truth }) => {
    const refuse = { action: 'decline', score: 1 } as const;
    const approve = { action: 'approve', score: 0 } as const;
    return { score: ({ transaction_id }) => (truth.isFraud(transaction_id) ? refuse : approve) };
  },
});
