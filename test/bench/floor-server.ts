/**
 * The least that a submission can cost: the rows that one of the desk's leaves, written by prepared statements and on the disk
 * when it is answered, behind Node's own HTTP. Nobody is asked who they are, nothing is checked, decided or told.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { databaseOf } from '../../server/data-dir.ts';
import { aBenchDesk, aSubmission, BENCH_ORIGIN, type Told } from './bench-desk.ts';
import { press, rowsOf, type Rows } from './floor-rows.ts';
import { writeInto } from './floor-write.ts';

const MOST_IN_ONE = 256;

const tell = (told: Told) => process.send?.(told);
const [GROUP_COMMIT = 'on', url] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'bench-'));

const { desk, siteKey } = await aBenchDesk({ folder, groupCommit: 'on', url });
const asked = async (path: string, input: unknown, session?: string) => {
  const headers = { 'content-type': 'application/json', origin: BENCH_ORIGIN };
  const answer = await desk.app.request(
    `/rpc/${path}`,
    {
      method: 'POST',
      headers: session ? { ...headers, authorization: `Bearer ${session}` } : headers,
      body: JSON.stringify(input),
    },
    { incoming: { socket: { remoteAddress: '127.0.0.1' } } },
  );
  return answer.text();
};
const opened = await asked('customer.openSession', { siteKey });
const { session } = (JSON.parse(opened) as { result: { data: { session: string } } }).result.data;
const answer = await asked('customer.submit', aSubmission(), session);
const { id } = (JSON.parse(answer) as { result: { data: { id: string } } }).result.data;
const copy = press(await rowsOf(desk.deps.store.db, id, url !== undefined));
await desk.close();
const write = await writeInto(databaseOf(desk.config));

const waiting: { rows: Rows; response: ServerResponse }[] = [];
let running = false;
async function run(): Promise<void> {
  while (waiting.length > 0) {
    const some = waiting.splice(0, GROUP_COMMIT === 'on' ? MOST_IN_ONE : 1);
    await write(some.map(({ rows }) => rows));
    for (const { response } of some) response.end(answer);
  }
  running = false;
}

const server = createServer((request, response) => {
  let text = '';
  request.setEncoding('utf8');
  request.on('data', (chunk: string) => (text += chunk));
  request.on('end', () => {
    response.setHeader('content-type', 'application/json');
    if (!request.url?.endsWith('submit')) return void response.end(opened);
    JSON.parse(text);
    waiting.push({ rows: copy(), response });
    if (running) return;
    running = true;
    setImmediate(() => void run());
  });
});
server.listen(0, '127.0.0.1', () =>
  tell({ base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, siteKey }),
);

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  tell({ cpuMicros: user + system });
});
process.on('disconnect', () => {
  rmSync(folder, { recursive: true, force: true });
  process.exit();
});
