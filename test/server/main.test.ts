/** The program itself, started as people start it. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { REGULATION } from '../../server/domain/regulation.ts';

const root = join(import.meta.dirname, '..', '..');
const folders: string[] = [];
const aFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'main-'));
  folders.push(folder);
  return folder;
};
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

type Settings = Record<string, string>;
type Running = {
  process: ChildProcessWithoutNullStreams;
  said: () => string;
  ended: Promise<{ code: number | null; out: string; err: string }>;
};

function start(settings: Settings): Running {
  const { PATH = '' } = process.env;
  const process_ = spawn(process.execPath, ['server/main.ts'], {
    cwd: root,
    env: { PATH, PORT: '0', ...settings },
  });
  let out = '';
  let err = '';
  process_.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  process_.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    process_.once('close', (code) => resolve({ code, out, err }));
  });
  onTestFinished(async () => {
    process_.kill('SIGKILL');
    await ended;
  });
  return { process: process_, said: () => out, ended };
}

async function up(settings: Settings): Promise<Running & { url: string }> {
  const running = start(settings);
  const url = await new Promise<string>((resolve, reject) => {
    const look = () => {
      const at = /runs at (\S+)\n[\s\S]*\/admin\/\n/.exec(running.said());
      if (at) resolve(at[1]!);
    };
    running.process.stdout.on('data', look);
    void running.ended.then(({ err }) => reject(new Error(err)));
  });
  return { ...running, url };
}

describe('it does not start, says why in one line, and ends with code 1', () => {
  const refused = async (settings: Settings, says: RegExp) => {
    const { code, out, err } = await start({ DATA_DIR: aFolder(), ...settings }).ended;
    expect(err).toMatch(says);
    expect(err.trimEnd()).not.toContain('\n');
    expect({ code, out }).toEqual({ code: 1, out: '' });
  };

  test('with a wrong setting', () =>
    refused({ PORT: 'x' }, /^smart-support cannot start\. PORT: "x" is not/));
  test('in production without what that asks for', () =>
    refused({ NODE_ENV: 'production' }, /BASE_URL: is missing/));
  test('on an address that is not this machine’s', () =>
    refused({ HOST: '192.0.2.1' }, /HOST: 192\.0\.2\.1 is no address/));

  test('on a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as { port: number };
    await refused(
      { PORT: String(port), HOST: '127.0.0.1' },
      /PORT: \d+ is taken on 127\.0\.0\.1; stop the program/,
    );
  });

  test('beside another server on the same file', async () => {
    const folder = aFolder();
    await up({ DATA_DIR: folder });
    await refused(
      { DATA_DIR: folder },
      /another smart-support is using .*; stop it first, or give this one its own DATA_DIR/,
    );
  });

  test('with a regulation that is none, and names what is wrong with it', async () => {
    const file = join(aFolder(), 'regulation.json');
    await refused({ REGULATION_FILE: file }, /REGULATION_FILE: .* cannot be read/);
    writeFileSync(file, JSON.stringify({ ...REGULATION, version: '3', reopenWithinDays: -1 }));
    await refused({ REGULATION_FILE: file }, /REGULATION_FILE: .*reopenWithinDays/);
  });

  test('with another regulation under a version that tickets stand under', async () => {
    const folder = aFolder();
    const file = join(folder, 'regulation.json');
    writeFileSync(file, JSON.stringify({ ...REGULATION, version: '3' }));
    const first = await up({ DATA_DIR: folder, REGULATION_FILE: file });
    first.process.kill('SIGTERM');
    expect((await first.ended).code).toBe(0);
    writeFileSync(file, JSON.stringify({ ...REGULATION, version: '3', reopenWithinDays: 31 }));
    await refused(
      { DATA_DIR: folder, REGULATION_FILE: file },
      /version "3"; give this one a version of its own/,
    );
  });
});

describe('it starts', () => {
  test('says where it is, with a link to the first administrator, and answers; ends in order on SIGTERM', async () => {
    const running = await up({ DATA_DIR: aFolder() });
    expect(running.said()).toContain(`demo page      ${running.url}/demo/`);
    expect(running.said()).toContain(`staff console  ${running.url}/admin/`);
    expect(await (await fetch(`${running.url}/readyz`)).text()).toBe('ready');
    await expect.poll(() => running.said()).toMatch(/\/admin\/join#[\w-]{43}\n/);
    running.process.kill('SIGTERM');
    const { code, err } = await running.ended;
    expect(code).toBe(0);
    expect(err).toContain('"what":"stopped"');
  });

  test('an open stream does not hold it up', async () => {
    const running = await up({ DATA_DIR: aFolder() });
    const token = /join#(\S+)/.exec(await said(running, /join#\S+\n/))![1];
    const headers = { 'x-smart-support': '1', 'content-type': 'application/json' };
    const body = JSON.stringify({
      token,
      name: 'Ada',
      email: 'ada@desk.example',
      password: 'correct horse battery',
    });
    const made = await fetch(`${running.url}/rpc/join.acceptInvitation`, { method: 'POST', headers, body });
    const cookie = made.headers.getSetCookie()[0]!.split(';')[0]!;
    const stream = await fetch(`${running.url}/live`, { headers: { ...headers, cookie } });
    expect(stream.status).toBe(200);
    running.process.kill('SIGINT');
    expect(await stream.text()).toContain(': hello');
    expect((await running.ended).code).toBe(0);
  });

  test('started again it knows its demo licensee and its staff, and prints no link once there is an administrator', async () => {
    const folder = aFolder();
    const first = await up({ DATA_DIR: folder });
    const token = /join#(\S+)/.exec(await said(first, /join#\S+\n/))![1];
    const headers = { 'x-smart-support': '1', 'content-type': 'application/json' };
    const body = JSON.stringify({
      token,
      name: 'Ada',
      email: 'ada@desk.example',
      password: 'correct horse battery',
    });
    await fetch(`${first.url}/rpc/join.acceptInvitation`, { method: 'POST', headers, body });
    const demo = await (await fetch(`${first.url}/demo/`)).text();
    first.process.kill('SIGTERM');
    await first.ended;
    const second = await up({ DATA_DIR: folder });
    expect(await (await fetch(`${second.url}/demo/`)).text()).toBe(demo);
    second.process.kill('SIGTERM');
    expect((await second.ended).out).not.toContain('join#');
  });

  test('in production there is no demo', async () => {
    const running = await up({
      DATA_DIR: aFolder(),
      NODE_ENV: 'production',
      BASE_URL: 'https://desk.example',
      SMART_SUPPORT_SECRET: 'x'.repeat(40),
      PORT: '0',
      HOST: '127.0.0.1',
    }).catch((cause: Error) => cause.message);
    expect(running).not.toBeTypeOf('string');
    const { said } = running as Running;
    expect(said()).toContain('staff console  https://desk.example/admin/');
    expect(said()).not.toContain('demo');
  });
});

const said = async (running: Running, what: RegExp): Promise<string> => {
  await expect.poll(() => running.said()).toMatch(what);
  return running.said();
};
