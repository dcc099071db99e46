/** Whatever fails whenever: nothing is lost, each lane is in order, and a repeat has the mark of the first. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LEASE, type Transports } from '../../../server/delivery/deliver.ts';
import type { FaultCode } from '../../../shared/delivery-fault.ts';
import { NotDelivered, type Marked } from '../../../server/delivery/transport.ts';
import type { Store } from '../../../server/store/store.ts';
import { RULES } from '../commands/a-running-desk.ts';
import { aStore } from '../store/a-desk.ts';
import { aDelivery, forgetNotices, HOUR, MINUTE, putNotices, says, states } from './a-delivery.ts';

type Trial = { fails: FaultCode | null; arrives: boolean; killed: boolean; minutes: number; puts: number[] };

const aTrial: fc.Arbitrary<Trial> = fc.record({
  fails: fc.constantFrom<FaultCode | null>(
    null,
    null,
    'unreachable',
    'timed_out',
    'too_many',
    'server_error',
    'put_off',
  ),
  /** Of what fails: whether it had got there all the same. */
  arrives: fc.boolean(),
  /** The process ends before it has noted anything. */
  killed: fc.boolean(),
  minutes: fc.integer({ min: 0, max: 30 }),
  puts: fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 4 }),
});

/** As Mattermost does it: a message that may be there is looked for by its mark. */
function anOtherSide(trial: () => Trial, kill: () => void) {
  const arrived: { lane: string; says: string }[] = [];
  const marks = new Set<string>();
  const send = async ({ message, mark, perhapsSent }: Marked): Promise<{ id: string; root: null }> => {
    const { fails, arrives, killed } = trial();
    const text = message.channel === 'mattermost' ? message.message : message.subject;
    const isThere = perhapsSent && marks.has(mark);
    if (!isThere && (fails === null || arrives)) {
      arrived.push({ lane: text.split(' ')[0]!, says: text });
      marks.add(mark);
    }
    if (killed) kill();
    if (fails !== null) throw new NotDelivered(fails, 'trial', { unclear: arrives });
    return { id: mark, root: null };
  };
  const transport = { wayOf: () => 'way', send };
  return { arrived, transports: { email: transport, mattermost: transport } as unknown as Transports };
}

/** What a process has of the store until it is killed: from then on nothing it does is noted. */
function aProcessOver(store: Store): { store: Store; kill(): void } {
  let killed = false;
  const outbox = new Proxy(store.outbox, {
    get(target, name) {
      if (killed) throw new Error('killed');
      return target[name as keyof typeof target];
    },
  });
  return { store: { ...store, outbox }, kill: () => (killed = true) };
}

test('with random failures, kills and restarts', async () => {
  const store = await aStore();
  let put = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(aTrial, { minLength: 1, maxLength: 25 }), async (trials) => {
      await store.db.deleteFrom('outbox_receipt').execute();
      await forgetNotices({ store });
      const clock = { at: Date.UTC(2026, 9, 5) };
      let ids = 0;
      const deps = {
        now: () => clock.at,
        newId: () => `id-${++ids}`,
        ruleBook: () => ({ current: RULES, of: () => RULES }),
        log: { info() {}, warn() {}, fault() {} },
      };
      let trial = trials[0]!;
      let process = aProcessOver(store);
      const { arrived, transports } = anOtherSide(
        () => trial,
        () => process.kill(),
      );
      const wording = { assigned_to_you: says };
      const start = () => {
        process = aProcessOver(store);
        return aDelivery({ ...deps, store: process.store }, { wording, transports });
      };
      const wanted: { lane: string; says: string }[] = [];
      let delivery = start();
      for (trial of trials) {
        for (const number of trial.puts) {
          const lane = `lane-${number}`;
          const text = `${lane} ${wanted.length}`;
          wanted.push({ lane, says: text });
          const [id] = await putNotices({ store, now: deps.now }, null, 'mattermost', [{ says: text }]);
          await store.db.updateTable('outbox').set({ lane }).where('id', '=', id!).execute();
        }
        await delivery.deliver().catch(() => (delivery = start()));
        clock.at += trial.minutes * MINUTE;
      }
      trial = { fails: null, arrives: true, killed: false, minutes: 0, puts: [] };
      for (const wait of [LEASE, HOUR, HOUR]) {
        clock.at += wait;
        await delivery.deliver();
      }
      expect(await states({ store })).toEqual(wanted.length === 0 ? {} : { sent: wanted.length });
      for (const lane of new Set(wanted.map((each) => each.lane))) {
        const ofLane = (all: typeof wanted) =>
          all.filter((each) => each.lane === lane).map((each) => each.says);
        // In order, each once: with a mark to look for, not even a kill makes a second.
        expect(ofLane(arrived)).toEqual(ofLane(wanted));
      }
      put += wanted.length;
    }),
    { numRuns: 40 },
  );
  expect(put).toBeGreaterThan(100);
});
