/** When what is said to a reader leaves. */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { EventStream } from '../../../server/http/event-stream.ts';

it('sends what is said together in one piece, and before all else that the same event has set going', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const asked = once(server, 'request');
  const answer = fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  const [, outgoing] = (await asked) as [unknown, ServerResponse];
  const stream = new EventStream(outgoing, () => {});
  stream.begin(new Headers());
  const reader = (await answer).body!.getReader();
  expect(new TextDecoder().decode((await reader.read()).value)).toBe(': hello\n\n');

  // From here on it is one event: whatever follows in it goes on without giving the loop back.
  await Promise.resolve();
  stream.say('one\n\n');
  stream.say('two\n\n');
  expect(outgoing.writableLength).toBeGreaterThan(0);
  await Promise.resolve();
  await Promise.resolve();
  expect(outgoing.writableLength).toBe(0);
  expect(new TextDecoder().decode((await reader.read()).value)).toBe('one\n\ntwo\n\n');

  stream.end();
  expect((await reader.read()).done).toBe(true);
  server.close();
});
