/** What things cost in a stress test. Change them with `--cost name=value`. */
export interface CostParameter {
  readonly name: string;
  /** EUR, or a share. */
  readonly value: number;
  readonly unit: 'EUR' | 'share';
  readonly doc: string;
  /** A citation, or `assumption`. */
  readonly source: string;
}

export const costParameters: readonly CostParameter[] = [
  {
    name: 'lost',
    value: 1,
    unit: 'share',
    doc: 'Of what victims lose and no bank recalls. Who bears it, bank, merchant or victim, makes no difference here.',
    source: 'by definition',
  },
  {
    name: 'laundered',
    value: 0.05,
    unit: 'share',
    doc: 'Of what laundering schemes take out of the banks: fines, remediation, and the harm behind it.',
    source: 'assumption',
  },
  {
    name: 'refused_share',
    value: 0.003,
    unit: 'share',
    doc: 'Income lost with an honest card payment that is refused.',
    source: 'cap of the interchange fee of credit cards, Regulation (EU) 2015/751',
  },
  {
    name: 'refused',
    value: 2,
    unit: 'EUR',
    doc: 'Trouble of a customer whose honest payment is refused or kept back.',
    source: 'assumption',
  },
  {
    name: 'step_up',
    value: 0.08,
    unit: 'EUR',
    doc: 'A code sent to a telephone.',
    source: 'assumption: price of a text message',
  },
  { name: 'called', value: 6, unit: 'EUR', doc: 'A call that the bank answers.', source: 'assumption' },
  {
    name: 'complained',
    value: 40,
    unit: 'EUR',
    doc: 'A complaint in writing that is answered in writing.',
    source: 'assumption',
  },
  {
    name: 'looked_at',
    value: 8,
    unit: 'EUR',
    doc: 'An alert that an analyst looks at: a third of an hour.',
    source: 'assumption',
  },
  {
    name: 'customer_left',
    value: 400,
    unit: 'EUR',
    doc: 'What the bank would have earned from a customer who left, and what a new one costs.',
    source: 'assumption',
  },
];
