import { assert } from 'chai';
import { listen, type LiveTicket } from '../../../widget/client/live.ts';

/** A stream whose frames the test sends when it likes, in pieces as the network would. */
function stream() {
  let control: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({ start: (given) => void (control = given) });
  const encoder = new TextEncoder();
  return {
    answer: new Response(body),
    send: (text: string) => control?.enqueue(encoder.encode(text)),
    end: () => control?.close(),
  };
}

/** Resolves when the listener has been told something that fits. */
function heard() {
  const told: string[] = [];
  const waiting: { until: string; done: () => void }[] = [];
  return {
    told,
    tell(what: string) {
      told.push(what);
      for (const each of waiting) if (told.includes(each.until)) each.done();
    },
    until: (what: string) =>
      told.includes(what)
        ? Promise.resolve()
        : new Promise<void>((done) => void waiting.push({ until: what, done })),
  };
}

describe('the stream', () => {
  it('tells of a ticket however its frames are cut, and of nothing else', async () => {
    const stop = new AbortController();
    const desk = stream();
    const ears = heard();
    const changes: LiveTicket[] = [];
    const listening = listen(
      {
        connect: async () => desk.answer,
        ticket(change) {
          changes.push(change);
          ears.tell(change.id);
        },
        connected: () => ears.tell('connected'),
        silent: () => ears.tell('silent'),
        lost: () => ears.tell('lost'),
      },
      stop.signal,
    );
    await ears.until('connected');
    desk.send(': heartbeat\n\nevent: tick');
    desk.send('et\ndata: {"id":"a","ver');
    desk.send('sion":2}\n\nevent: other\ndata: {"id":"x"}\n\n');
    desk.send('event: ticket\ndata: {"id":"б","version":3}\n\n');
    await ears.until('б');
    assert.deepEqual(changes, [
      { id: 'a', version: 2 },
      { id: 'б', version: 3 },
    ]);
    stop.abort();
    desk.end();
    await listening;
    assert.notInclude(ears.told, 'lost');
  });

  it('comes back after it was lost, says both, and stops for good when told to', async () => {
    const stop = new AbortController();
    const ears = heard();
    const streams = [stream(), stream()];
    let asked = 0;
    const listening = listen(
      {
        connect: async () => streams[asked++]?.answer ?? null,
        ticket: ({ id }) => ears.tell(id),
        connected: () => ears.tell(`connected ${asked}`),
        silent: () => ears.tell('silent'),
        lost: () => ears.tell('lost'),
      },
      stop.signal,
    );
    await ears.until('connected 1');
    streams[0]?.end();
    await ears.until('lost');
    window.dispatchEvent(new Event('online'));
    await ears.until('connected 2');
    streams[1]?.send('event: ticket\ndata: {"id":"missed","version":9}\n\n');
    await ears.until('missed');
    stop.abort();
    streams[1]?.end();
    await listening;
    assert.equal(asked, 2);
  });

  it('is asked for again later where the desk has none to give, and the page asks meanwhile: nothing is lost', async () => {
    const stop = new AbortController();
    const ears = heard();
    const desk = stream();
    const busy = new Response('{}', { status: 503, headers: { 'retry-after': '30' } });
    let asked = 0;
    const listening = listen(
      {
        connect: async () => (asked++ === 0 ? busy : desk.answer),
        ticket: () => {},
        connected: () => ears.tell('connected'),
        silent: () => ears.tell('silent'),
        lost: () => ears.tell('lost'),
      },
      stop.signal,
    );
    await ears.until('silent');
    window.dispatchEvent(new Event('online'));
    await ears.until('connected');
    stop.abort();
    desk.end();
    await listening;
    assert.deepEqual(ears.told, ['silent', 'connected']);
  });

  it('is not asked for again where there is nobody to open it for', async () => {
    let asked = 0;
    await listen(
      {
        connect: async () => (asked++, null),
        ticket: () => {},
        connected: () => {},
        silent: () => {},
        lost: () => {},
      },
      new AbortController().signal,
    );
    assert.equal(asked, 1);
  });
});
