import { defineDetector } from '../../define.ts';

export default defineDetector({
  name: 'approve_all',
  doc: 'Lets everything through: what fraud costs when nobody looks.',
  example: 'approve-all',
  answers: 'at_once',
  open: async () => {
    const decision = { action: 'approve', score: 0 } as const;
    return { score: () => decision };
  },
});
