/** ID-26: nothing authenticates a click in Mattermost, so it proves nothing by itself. */
import { beforeEach, describe, expect, it } from 'vitest';
import { aSecondLine, CHANNEL, STRANGER } from '../server/support/a-second-line.ts';

type Desk = Awaited<ReturnType<typeof aSecondLine>>;
type Click = ReturnType<Desk['clicking']> & { context: Record<string, string>; user_id: string };
let desk: Desk;
let id: string;
beforeEach(async () => {
  desk = await aSecondLine();
  id = await desk.ticket();
  await desk.asks(id);
  await desk.deliver();
});

const all = async () => JSON.stringify((await desk.load(id)).events);
const links = async () =>
  (await desk.deps.store.db.selectFrom('escalation_link').select('id').execute()).length;

/** Answered like every other click that may not, and nothing has changed. */
async function refused(body: unknown): Promise<void> {
  const [before, linksBefore] = [await all(), await links()];
  const answer = await desk.click(body);
  expect(answer.status).toBe(200);
  expect(answer.json.ephemeral_text).toMatch(/^Не получилось/);
  expect(answer.json.skip_slack_parsing).toBe(true);
  expect(answer.json.update).toBeUndefined();
  expect([await all(), await links()]).toEqual([before, linksBefore]);
}

/** Each leaves everything as it was, so they may follow one another. */
const FORGED: readonly (readonly [string, (click: Click) => unknown])[] = [
  ['without a token', (click) => ({ ...click, context: {} })],
  ['without a context', ({ context: _, ...click }) => click],
  ['with a forged token', (click) => ({ ...click, context: { token: 'A'.repeat(43) } })],
  [
    'with a token and a space',
    ({ context, ...click }) => ({ ...click, context: { token: `${context['token']} ` } }),
  ],
  [
    'with a token in another case',
    ({ context, ...click }) => ({ ...click, context: { token: swapped(context['token']!) } }),
  ],
  [
    'with a list of tokens',
    ({ context, ...click }) => ({ ...click, context: { token: [context['token']] } }),
  ],
  ['of somebody nobody knows', (click) => ({ ...click, user_id: 'nobody00000000000000000001' })],
  ['of somebody of another department', (click) => ({ ...click, user_id: STRANGER })],
  ['without anybody', ({ user_id: _, ...click }) => click],
  ['from another channel', (click) => ({ ...click, channel_id: CHANNEL.it })],
  ['on another post', (click) => ({ ...click, post_id: 'anotherpost000000000000001' })],
  ['that is no object', () => ['click']],
  ['with a key of the prototype', (click) => JSON.parse(`{"__proto__": ${JSON.stringify(click)}}`)],
];

describe.each(['take', 'answer', 'handback'])('a click on %s', (action) => {
  it('is not allowed, however it was forged', async () => {
    for (const [how, forged] of FORGED)
      await refused(forged(desk.clicking(desk.root(), action) as Click)).catch((cause: unknown) => {
        throw new Error(how, { cause });
      });
  });

  it('that comes too late is not allowed', async () => {
    const click = desk.clicking(desk.root(), action);
    desk.clock.at += 31 * 86_400_000;
    await refused(click);
  });

  it('after the question was closed is not allowed', async () => {
    const click = desk.clicking(desk.root(), action);
    const { id: escalationId } = await desk.escalation(id);
    const over = { requestId: 'r'.repeat(24), id, escalationId, why: '' };
    expect((await desk.mutate('secondLine.close', over, desk.olga)).status).toBe(200);
    await refused(click);
  });

  it('of somebody who has left the department is not allowed', async () => {
    const click = desk.clicking(desk.root(), action);
    await desk.deps.store.db.updateTable('department_member').set({ disabled: 1 }).execute();
    await refused(click);
  });

  it('a hundred times, at once and one after the other, is one', async () => {
    const click = desk.clicking(desk.root(), action);
    const [before, linksBefore] = [(await desk.load(id)).events.length, await links()];
    await Promise.all(Array.from({ length: 50 }, () => desk.click(click)));
    for (let i = 0; i < 50; i++) await desk.click(click);
    const changed = (await desk.load(id)).events.length - before + (await links()) - linksBefore;
    expect(changed).toBe(1);
    await refused(click);
  });
});

const swapped = (token: string): string =>
  token.replace(/[a-z]/i, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );

it.each(['text/plain', 'application/x-www-form-urlencoded', ''])(
  'only JSON is read, not %j',
  async (type) => {
    const before = await all();
    const answer = await desk.request('/mattermost/actions', {
      method: 'POST',
      headers: type ? { 'content-type': type } : {},
      body: JSON.stringify(desk.clicking(desk.root(), 'take')),
    });
    expect(answer.json?.ephemeral_text ?? 'refused').toMatch(/Не получилось|refused/);
    expect(await all()).toBe(before);
  },
);

it.each(['{', '', 'null', '[]', `{"a":${'['.repeat(5000)}`, 'x'.repeat(200_000)])(
  'rubbish %#: no fault',
  async (body) => {
    const answer = await desk.request('/mattermost/actions', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(answer.status).toBe(200);
  },
);
