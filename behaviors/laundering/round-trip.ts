import { concatMap, defer, EMPTY, expand, filter, from, map, type Observable, tap } from 'rxjs';
import {
  type Accomplice,
  DAY,
  type Drawn,
  defineTypology,
  delayIntoWorkday,
  gather,
  HOUR,
  type Holding,
  handOn,
  isFinal,
  kept,
  OFFICE,
  type Parameters,
  payFromOutside,
  payIn,
  recruit,
  type Scene,
  sophistication,
  split,
  transferOnline,
  typedCents,
} from '../../src/define.ts';

const parameters = {
  placements: {
    kind: 'integer_range',
    default: [2, 5],
    min: 1,
    max: 20,
    unit: 'deposits',
    doc: 'Cash deposits by which the money comes to the bank, as takings would.',
    source: 'assumption',
    sizesCampaign: true,
  },
  amount: {
    kind: 'range',
    default: [1_500, 9_000],
    min: 200,
    max: 50_000,
    unit: 'EUR',
    doc: 'Sum that goes out and comes back.',
    source: 'Tide: 3,000 to 15,000; below what banks let out in a day (assumption)',
  },
  intermediaries: {
    kind: 'integer_range',
    default: [1, 4],
    min: 0,
    max: 8,
    unit: 'accounts',
    doc: 'Accounts at home through which it goes before it leaves the country.',
    source: 'Tide: 4 to 8 intermediaries in at least two countries, half of them abroad and not seen here (assumption)',
    sizesCampaign: true,
  },
  abroad_days: {
    kind: 'range',
    default: [3, 14],
    min: 0.5,
    max: 90,
    unit: 'days',
    doc: 'Median time abroad; sigma of its logarithm 0.4.',
    source: 'Tide: 1 to 7 days a hop abroad; DataSynth: 7 to 60 days',
  },
  returned: {
    kind: 'range',
    default: [0.7, 0.9],
    min: 0.1,
    max: 1.5,
    doc: 'Share that comes back.',
    source: 'Tide: 70 to 90 %',
  },
  returns: {
    kind: 'integer_range',
    default: [1, 3],
    min: 1,
    max: 10,
    unit: 'payments',
    doc: 'Payments in which it comes back, as a loan, an investment or paid invoices.',
    source: 'assumption',
    sizesCampaign: true,
  },
  kept,
  sophistication,
} as const satisfies Parameters;

type Values = Drawn<typeof parameters>;

const RETURN_WORDS = [undefined, 'invoice', 'loan', 'order', 'invoice'] as const;

export default defineTypology({
  name: 'round_trip',
  family: 'laundering',
  doc: 'Cash leaves the country through some accounts and comes back from a foreign firm as a loan, an investment or paid invoices, to somebody close to where it started.',
  source: 'Tide, "u-turn"; DataSynth (catalogue entry C2)',
  lookAlikes: ['account_abroad', 'customer_invoices'],
  parameters,
  roles: {
    originator: 'Pays the cash in and sends it off.',
    intermediary: 'Passes it on, the last one abroad.',
    offshore: 'A firm abroad, which sends it back.',
    beneficiary: 'A business or a relative of the originator, who gets it back as honest money.',
  },
  expectedRows: ({ placements, intermediaries, returns }) => placements + intermediaries + 1 + returns,
  run(scene) {
    const { values, rng, cast } = scene;
    const [originator] = recruit(scene, { role: 'originator', count: 1, businessShare: 0.7 }, rng);
    const chain = recruit(scene, { role: 'intermediary', count: values.intermediaries, businessShare: 0.3 }, rng);
    const [beneficiary] = recruit(
      scene,
      { role: 'beneficiary', count: 1, businessShare: 0.7, person: cast.accountHolder },
      rng,
    );
    if (originator === undefined || beneficiary === undefined) {
      scene.conclude('aborted: no accomplices');
      return EMPTY;
    }
    const offshore = cast.foreignAccount();
    scene.enlist('offshore', { account: offshore });
    const visits = { visits: values.placements, gapMs: [30 * HOUR, 0.7] } as const;
    return payIn(scene, originator, 100 * values.amount, visits, rng.fork('placement')).pipe(
      map((purse) => ({ hop: 0, purse })),
      expand(({ hop, purse }) => {
        const next = chain[hop];
        if (next === undefined) return EMPTY;
        const style = { delayMs: [20 * HOUR, 0.9], kept: values.kept, care: values.sophistication } as const;
        return handOn(scene, purse, next, style, rng.fork('hop', hop)).pipe(
          map((passed) => ({ hop: hop + 1, purse: passed })),
        );
      }),
      filter(({ hop }) => hop === chain.length),
      concatMap(({ purse }) => sendAbroad(scene, purse, offshore)),
      concatMap((purse) => comeBack(scene, purse, beneficiary)),
    );
  },
});

/** The last account at home pays the firm abroad, as companies pay. */
function sendAbroad(scene: Scene<Values>, { holder, cents, receipt }: Holding, offshore: number): Observable<Holding> {
  const { values, clock } = scene;
  const rng = scene.rng.fork('abroad');
  const delay = delayIntoWorkday(OFFICE, clock.now(), rng.logNormal(22 * HOUR, 0.8), rng);
  return scene.wait(delay).pipe(
    concatMap(() => {
      const wanted = Math.min(cents * (1 - values.kept), scene.available(holder.account));
      const order = {
        rail: 'credit_transfer',
        stage: 'layering',
        origin: holder.account,
        destination: offshore,
        amountCents: typedCents(Math.max(1_000, wanted), values.sophistication, rng),
        access: holder.access(),
        causedBy: receipt,
        ...(rng.chance(0.6) ? { reference: rng.pick(['invoice', 'order'] as const) } : {}),
      } as const;
      return transferOnline(scene, order, { customer: holder.customer }, rng);
    }),
    tap(({ declineReason }) => isFinal(declineReason) && scene.conclude(`aborted: ${declineReason}`)),
    gather({ ...holder, account: offshore }),
  );
}

/** Days or weeks later it returns, in payments days apart. */
function comeBack(
  scene: Scene<Values>,
  { holder, cents, receipt }: Holding,
  beneficiary: Accomplice,
): Observable<unknown> {
  const { values, clock } = scene;
  const rng = scene.rng.fork('return');
  const word = rng.pick(RETURN_WORDS);
  return defer(() => from(split(cents * values.returned, values.returns, 3, rng))).pipe(
    concatMap((part, ordinal) => {
      const wait = ordinal === 0 ? rng.logNormal(values.abroad_days * DAY, 0.4) : rng.logNormal(3 * DAY, 0.7);
      const order = {
        rail: 'credit_transfer',
        stage: 'integration',
        origin: holder.account,
        destination: beneficiary.account,
        amountCents: typedCents(part, values.sophistication, rng),
        causedBy: receipt,
        ...(word === undefined ? {} : { reference: word }),
      } as const;
      return payFromOutside(scene, order, delayIntoWorkday([6, 18], clock.now(), wait, rng));
    }),
    tap(({ approved, amountCents }) => scene.gain(approved ? amountCents : 0)),
  );
}
