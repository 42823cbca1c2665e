import { defineDetector } from '../../define.ts';

export default defineDetector({
  name: 'decline_all',
  doc: 'Refuses everything: what it costs to have no fraud and no customers.',
  example: 'decline-all',
  answers: 'at_once',
  open: async () => {
    const decision = { action: 'decline', score: 1 } as const;
    return { score: () => decision };
  },
});
