import { assert } from 'chai';
import type { Answer } from '../../../widget/client/connect.ts';
import type { CustomerTicketView } from '../../../widget/client/api.ts';
import { Outbox, type Entry } from '../../../widget/embed/desk/outbox.ts';
import { Kept } from '../../../widget/embed/kept.ts';
import { newRequestId } from '../../../widget/client/request-id.ts';

const SENT = { ok: true, value: {} as CustomerTicketView } as const;
const LOST = { ok: false, why: 'lost' } as const;

const written = (): Entry => ({
  is: 'reply',
  requestId: newRequestId(),
  at: Date.now(),
  about: { id: 't1', title: 'Касса зависает' },
  text: 'Ещё раз',
  files: [],
});

/** A tab of one browser: what it keeps is the browser's, its memory is its own. */
function tab(answer: () => Answer<CustomerTicketView> | Promise<Answer<CustomerTicketView>>) {
  const kept = new Kept('pk_site_outbox');
  kept.belongTo('elena');
  const posted: string[] = [];
  const outbox = new Outbox(kept, async ({ requestId }) => {
    posted.push(requestId);
    return answer();
  });
  return { outbox, posted };
}
const why = () => 'слишком длинно';

describe('what was sent off', () => {
  beforeEach(() => localStorage.clear());

  it('is forgotten once the desk has said that it has it', async () => {
    const { outbox, posted } = tab(() => SENT);
    await outbox.send(written());
    assert.lengthOf(posted, 1);
    assert.deepEqual(outbox.waiting, []);
    assert.deepEqual(Object.keys(localStorage), []);
  });

  it('waits with the same id where nobody answers, through a reload', async () => {
    const entry = written();
    const before = tab(() => LOST);
    await before.outbox.send(entry);
    assert.deepEqual(before.outbox.waiting, [entry]);
    const after = tab(() => SENT);
    assert.equal(await after.outbox.flush(why), 1);
    assert.deepEqual(after.posted, before.posted);
    assert.deepEqual(after.outbox.waiting, []);
  });

  it('goes once, though two tabs try in the same moment', async () => {
    await tab(() => LOST).outbox.send(written());
    const { promise, resolve } = Promise.withResolvers<void>();
    const slow = () => promise.then(() => SENT);
    const one = tab(slow);
    const other = tab(slow);
    const flushed = Promise.all([one.outbox.flush(why), other.outbox.flush(why)]);
    resolve();
    const went = await flushed;
    assert.equal(went[0] + went[1], 1);
    assert.lengthOf([...one.posted, ...other.posted], 1);
  });

  it('goes in the order it was written, and stops where nobody answers', async () => {
    const offline = tab(() => LOST);
    const entries = [1, 2, 3].map((minute) => ({ ...written(), at: minute * 60_000 }));
    for (const entry of entries) await offline.outbox.send(entry);
    let answers = 0;
    const back = tab(() => (++answers === 1 ? SENT : LOST));
    assert.equal(await back.outbox.flush(why), 1);
    const ids = entries.map(({ requestId }) => requestId);
    assert.deepEqual(back.posted, ids.slice(0, 2));
    assert.deepEqual(
      back.outbox.waiting.map(({ requestId }) => requestId),
      ids.slice(1),
    );
  });

  it('keeps what was refused, says why, does not try it again, and lets the next one through', async () => {
    const offline = tab(() => LOST);
    const entries = [
      { ...written(), at: 1 },
      { ...written(), at: 2 },
    ];
    for (const entry of entries) await offline.outbox.send(entry);
    const refusal = { code: 'field_wrong', field: 'text', problem: 'too_long', max: 8000 } as const;
    let answers = 0;
    const back = tab(() => (++answers === 1 ? { ok: false, why: 'refused', refusal } : SENT));
    assert.equal(await back.outbox.flush(why), 1);
    assert.deepEqual(
      back.outbox.waiting.map(({ problem }) => problem),
      ['слишком длинно'],
    );
    assert.equal(await back.outbox.flush(why), 0);
    assert.lengthOf(back.posted, 2);
  });
});
