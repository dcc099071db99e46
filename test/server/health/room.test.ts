/** A disk that is nearly full takes in nothing more from clients, before the database meets its end; staff work on. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isShortOf, roomIn, type Disk } from '../../../server/health/room.ts';
import { aConsultation, aRequestId, aWholeDesk, type Caller, type WholeDesk } from '../support/whole-desk.ts';

const GB = 1024 ** 3;

it.each<[string, Disk, boolean]>([
  ['a gigabyte of a large one', { freeBytes: GB, bytes: 500 * GB }, false],
  ['a byte less', { freeBytes: GB - 1, bytes: 500 * GB }, true],
  ['a twentieth of a small one', { freeBytes: 0.5 * GB, bytes: 10 * GB }, false],
  ['a byte less than it', { freeBytes: 0.5 * GB - 1, bytes: 10 * GB }, true],
  ['nothing', { freeBytes: 0, bytes: GB }, true],
])('%s', (_, disk, short) => {
  expect(isShortOf(disk)).toBe(short);
});

it('looks once a second, and sees that there is room again', async () => {
  let looks = 0;
  let freeBytes = 0;
  const clock = { at: 0 };
  const room = roomIn({
    dataDir: '/',
    hasDatabase: true,
    now: () => clock.at,
    look: async () => ({ freeBytes: ((looks += 1), freeBytes), bytes: GB }),
  });
  expect([await room.isShort(), await room.isShort()]).toEqual([true, true]);
  expect(looks).toBe(1);
  freeBytes = GB;
  clock.at += 1_000;
  expect(await room.isShort()).toBe(false);
});

describe('a desk without room', () => {
  const disk: Disk = { freeBytes: 0, bytes: GB };
  let desk: WholeDesk;
  let anna: Caller;
  let agent: Caller;
  let id: string;
  beforeEach(async () => {
    disk.freeBytes = GB;
    desk = await aWholeDesk({}, undefined, { disk: async () => disk });
    const site = await desk.site(await desk.licensee('North'));
    anna = await desk.client(site, 'anna');
    agent = await desk.member('agent');
    id = (await submit()).json.result.data.id;
    disk.freeBytes = 0;
    desk.clock.at += 1_000;
  });
  afterEach(() => desk.end());

  const submit = () => desk.mutate('customer.submit', aConsultation(), anna);
  const say = () => ({ requestId: aRequestId(), id, text: 'And one more thing', files: [] });
  const upload = (as: Caller) => desk.request('/files', { method: 'POST', body: 'some text', headers: as });

  it('answers clients who bring more with 503 and when to come again', async () => {
    const answers = [await submit(), await desk.mutate('customer.reply', say(), anna), await upload(anna)];
    expect(answers.map(({ status }) => status)).toEqual([503, 503, 503]);
    for (const { headers } of answers) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(desk.lines.join('\n')).toContain('make room on the disk of');
  });

  it('is read by clients, and worked with by staff', async () => {
    expect((await desk.query('customer.ticket', { id }, anna)).status).toBe(200);
    expect((await desk.query('staff.ticket', { id }, agent)).status).toBe(200);
    expect((await desk.mutate('staff.note', say(), agent)).status).toBe(200);
    expect((await upload(agent)).status).toBe(201);
  });

  it('takes in again once there is room', async () => {
    disk.freeBytes = GB;
    desk.clock.at += 1_000;
    expect((await submit()).status).toBe(200);
    expect((await upload(anna)).status).toBe(201);
  });
});
