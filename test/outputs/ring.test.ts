import { assert } from 'chai';
import fc from 'fast-check';
import { createRing, RingConsumer, RingProducer } from '../../outputs/parquet/ring.ts';
import { batchLayout } from '../../src/kernel/batch.ts';
import { cashPayments } from '../../src/schema/truth.ts';

const layout = batchLayout(cashPayments, 64);
const fileOf = (ordinal: number) => ({ rows: 1, month: 660, part: 0, ordinal });

describe('the ring between simulation and encoders', () => {
  it('hands every batch to its encoder, in order, whatever the interleaving', () => {
    const steps = fc.array(fc.constantFrom('write', 0, 1, 2), { maxLength: 200 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), steps, (slots, moves) => {
        const ring = createRing(layout, slots, 3);
        const producer = new RingProducer(ring);
        const consumers = [0, 1, 2].map((encoder) => new RingConsumer(ring, encoder));
        const waiting: number[][] = [[], [], []];
        let written = 0;
        for (const move of moves) {
          const inFlight = waiting.flat().length;
          if (typeof move !== 'number') {
            if (inFlight === slots) continue;
            const slot = producer.take()!;
            const encoder = Math.floor(written / 2) % 3;
            producer.publish(encoder, { slot, ...fileOf(written) });
            waiting[encoder]!.push(written++);
          } else if (waiting[move]!.length > 0) {
            const filled = consumers[move]!.peek()!;
            assert.equal(filled.ordinal, waiting[move]!.shift());
            consumers[move]!.release(filled);
          }
        }
        producer.finish('ended');
        for (const [encoder, consumer] of consumers.entries()) {
          for (const ordinal of waiting[encoder]!) {
            const filled = consumer.peek()!;
            assert.equal(filled.ordinal, ordinal);
            consumer.release(filled);
          }
          assert.isUndefined(consumer.peek());
        }
      }),
    );
  });

  it('never lends a slot that is not free', () => {
    const producer = new RingProducer(createRing(layout, 3, 1));
    assert.deepEqual([producer.take(), producer.take(), producer.take()], [0, 1, 2]);
    assert.throws(() => producer.take(), 'all 3 batches of a ring are held by the caller');
    producer.giveBack(1);
    assert.equal(producer.take(), 1);
  });

  it('lends nothing once an encoder has failed, and keeps its words', () => {
    const ring = createRing(layout, 4, 2);
    const producer = new RingProducer(ring);
    new RingConsumer(ring, 1).fail('No space left on device: é');
    new RingConsumer(ring, 0).fail('stopped');
    assert.isUndefined(producer.take());
    assert.equal(producer.state, 'failed');
    assert.equal(producer.error, 'No space left on device: é');
  });

  it('stops an encoder that waits or works when the run is aborted', () => {
    const ring = createRing(layout, 4, 1);
    const producer = new RingProducer(ring);
    producer.publish(0, { slot: producer.take()!, ...fileOf(0) });
    producer.finish('aborted');
    assert.throws(() => new RingConsumer(ring, 0).peek(), 'stopped');
  });
});
