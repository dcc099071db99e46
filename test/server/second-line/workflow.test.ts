import { expect, test } from 'vitest';
import { remindDepartments } from '../../../server/commands/second-line/remind-departments.ts';
import { stateOf } from '../../../server/domain/second-line/escalation.ts';
import { CHANNEL, IVAN, STRANGER, aSecondLine, data } from '../support/a-second-line.ts';
import { aRequestId } from '../support/whole-desk.ts';

const HOUR = 3_600_000;

test('a question goes to every channel of its topic, is taken by a button, answered on the page, quoted to the client', async () => {
  const desk = await aSecondLine();
  const id = await desk.ticket('May we show it to others?');
  await desk.asks(id, 'legal', 'What do we say?');
  await desk.deliver();

  const root = desk.root();
  expect(root.message).toContain('What do we say?');
  expect(root.message).toContain('May we show it to others?');
  expect(root.message).toContain('четверг, 8 октября');
  expect(desk.mail.mails.at(-1)).toMatchObject({ subject: expect.stringContaining('Legal questions') });
  expect(desk.mail.mails.at(-1)!.text).toContain('What do we say?');

  const taken = await desk.click(desk.clicking(root, 'take'));
  expect(taken.json.update.message).toContain('Ivan');
  expect(taken.json.skip_slack_parsing).toBe(true);
  expect((await desk.escalation(id)).taken).toMatchObject({ at: desk.clock.at });

  const page = desk.linkInMail();
  const read = await desk.page(page);
  expect(read.status).toBe(200);
  expect(read.text).toContain('What do we say?');
  expect(read.text).toContain('Ivan');
  const answered = await desk.post(`${page}/answer`, {
    answer: 'You may not.',
    name: 'Ivan P.',
    files: new File(['law'], 'law.txt'),
  });
  expect(answered.status).toBe(303);
  expect((await desk.page(page)).text).toContain('You may not.');

  const view = data(await desk.query('secondLine.ofTicket', { id }, desk.olga));
  const [escalation] = view.escalations;
  expect(escalation).toMatchObject({ state: 'answered', clock: { state: 'met' } });
  const [answer] = escalation.answers;
  expect(answer).toMatchObject({ text: 'You may not.', name: 'Ivan P.', files: [{ name: 'law.txt' }] });

  const file = answer.files[0].id;
  const before = await desk.mutate('customer.fileLink', { fileId: file }, desk.anna);
  expect(before.status).toBe(404);
  const quote = {
    requestId: aRequestId(),
    id,
    seenVersion: view.version,
    seq: answer.seq,
    text: 'We may not.',
  };
  data(await desk.mutate('secondLine.quote', { ...quote, files: [file] }, desk.olga));
  const told = data(await desk.query('customer.ticket', { id }, desk.anna));
  expect(told.entries.at(-1)).toMatchObject({ is: 'message', text: 'We may not.', files: [{ id: file }] });
  expect((await desk.mutate('customer.fileLink', { fileId: file }, desk.anna)).status).toBe(200);
  expect(desk.mattermost.wrong).toEqual([]);
});

test('a client sees nothing of it: their ticket stays as it was, but for its version', async () => {
  const desk = await aSecondLine();
  const id = await desk.ticket();
  const seen = async () => {
    const { version: _, ...view } = data(await desk.query('customer.ticket', { id }, desk.anna));
    return JSON.stringify(view);
  };
  const list = async () => {
    const { rows } = data(await desk.query('customer.tickets', {}, desk.anna));
    return JSON.stringify(rows.map(({ version: _, ...row }: { version: number }) => row));
  };
  const [before, listed] = [await seen(), await list()];
  await desk.asks(id);
  await desk.deliver();
  await desk.click(desk.clicking(desk.root(), 'take'));
  await desk.post(`${desk.linkInMail()}/answer`, { answer: 'secret answer', name: 'Ivan' });
  expect(await seen()).toBe(before);
  expect(await list()).toBe(listed);
});

test('later questions and reminders go into the same thread, and the first post says who has it', async () => {
  const desk = await aSecondLine();
  const id = await desk.ticket();
  await desk.asks(id);
  await desk.deliver();
  const { id: escalationId } = await desk.escalation(id);
  const ask = { requestId: aRequestId(), id, escalationId, question: 'And abroad?', files: [] };
  data(await desk.mutate('secondLine.ask', ask, desk.olga));
  await desk.deliver();
  const later = desk.mattermost.posts.filter(({ root_id }) => root_id === desk.root().id);
  expect(later.map(({ message }) => message)).toEqual([expect.stringContaining('And abroad?')]);

  await desk.post(`${desk.linkInMail()}/take`, { name: 'Maria' });
  await desk.deliver();
  expect(desk.root().message).toContain('Maria');
  expect(desk.buttons(desk.root()).map((button) => button.id)).toEqual(['answer', 'handback']);
});

test('handed back, it is over: the page is gone, the post has no buttons, who asked hears of it', async () => {
  const desk = await aSecondLine();
  const id = await desk.ticket();
  await desk.asks(id);
  await desk.deliver();
  const page = desk.linkInMail();
  const back = await desk.post(`${page}/hand-back`, { reason: 'Ask the accountants', name: 'Ivan' });
  expect(back.status).toBe(200);
  expect(stateOf(await desk.escalation(id))).toBe('handed_back');
  expect((await desk.page(page)).status).toBe(404);
  await desk.deliver();
  expect(desk.buttons(desk.root())).toEqual([]);
  expect(desk.mail.mails.some(({ subject }) => subject?.includes('вернуло'))).toBe(true);
});

test('the development topic goes to both departments, and one of them answers for it', async () => {
  const desk = await aSecondLine();
  const id = await desk.ticket();
  await desk.asks(id, 'development');
  await desk.deliver();
  expect(desk.root(CHANNEL.it).message).toContain('Product development');
  const other = await desk.click(desk.clicking(desk.root(CHANNEL.it), 'take', { user_id: IVAN }));
  expect(other.json.update).toBeUndefined();
  await desk.click(desk.clicking(desk.root(CHANNEL.it), 'take', { user_id: STRANGER }));
  expect((await desk.escalation(id)).taken).not.toBeNull();
});

test('a department without a channel is told nobody: staff see it given up, and why', async () => {
  const desk = await aSecondLine();
  const id = await desk.ticket();
  await desk.asks(id, 'promotion');
  await desk.deliver();
  const row = await desk.deps.store.db
    .selectFrom('outbox')
    .select(['state', 'fault'])
    .where('kind', '=', 'escalated')
    .executeTakeFirstOrThrow();
  expect(row).toEqual({ state: 'given_up', fault: expect.stringContaining('Marketing') });
});

test('at half, at the end, and to managers after it: each once, over a restart and after a standstill', async () => {
  const desk = await aSecondLine();
  const id = await desk.ticket();
  await desk.asks(id);
  const stages = async () =>
    (await desk.load(id)).events.flatMap(({ body }) =>
      body.type === 'escalation_reminded' ? [body.stage] : [],
    );
  // Asked on Monday the 5th at 11:00; due on Thursday the 8th at 19:00; half is Wednesday, 10:30.
  desk.clock.at = Date.UTC(2026, 9, 7, 7, 29);
  await remindDepartments(desk.deps);
  expect(await stages()).toEqual([]);
  desk.clock.at += 60_000;
  await remindDepartments(desk.deps);
  await remindDepartments(desk.deps);
  expect(await stages()).toEqual(['half']);
  desk.clock.at = Date.UTC(2026, 9, 8, 16, 1);
  await remindDepartments(desk.deps);
  await remindDepartments(desk.deps);
  expect(await stages()).toEqual(['half', 'end', 'managers']);
  await desk.deliver();
  expect(desk.mail.mails.some(({ subject }) => subject?.includes('не ответило в срок'))).toBe(true);
});

test('a reminder of half that could not be sent in time is not sent when all of it has gone', async () => {
  const desk = await aSecondLine();
  const id = await desk.ticket();
  await desk.asks(id);
  await desk.deliver();
  desk.clock.at = Date.UTC(2026, 9, 7, 8);
  await remindDepartments(desk.deps);
  desk.clock.at = Date.UTC(2026, 9, 8, 16) + HOUR;
  await desk.deliver();
  expect(desk.mattermost.posts.some(({ message }) => message.includes('половина'))).toBe(false);
});

test('with the ticket the question is over, and the department is told that nothing is needed any more', async () => {
  const desk = await aSecondLine();
  const id = await desk.ticket();
  await desk.asks(id);
  await desk.deliver();
  const page = desk.linkInMail();
  data(
    await desk.mutate('customer.act', { requestId: aRequestId(), id, act: 'withdraw', files: [] }, desk.anna),
  );
  expect((await desk.page(page)).status).toBe(404);
  await desk.deliver();
  expect(desk.mattermost.posts.at(-1)!.message).toContain('ответ больше не нужен');
});

test('words of a client that would call or link stay words in Mattermost', async () => {
  const desk = await aSecondLine();
  const id = await desk.ticket(
    '@channel ``` @here <!channel> [x](https://evil.example) ![](https://evil.example/a.png)',
  );
  await desk.asks(id, 'legal', '@all ```` look');
  await desk.deliver();
  const outside = desk
    .root()
    .message.replace(/(`{3,})\n[\s\S]*?\n\1(?!`)/g, '')
    .replace(/(`+) .*? \1/g, '');
  expect(outside).not.toMatch(/@|evil|<!/);
});
