/** A signed-in client and their mailbox: the answer arrives, a mail's links do what they say, and only when asked. */
import { afterAll, expect, it } from 'vitest';
import { aMailServer } from '../server/support/a-mail-server.ts';
import { openWidget, submit } from './support/client.ts';
import { openTicket, perform, reply } from './support/member.ts';
import { runningDesk, type RunningDesk } from './support/running-desk.ts';

let desk: RunningDesk | null = null;
afterAll(() => desk?.end());

it('is answered, closed and rated by mail; whoever wants no more mail gets none', async () => {
  const smtp = await aMailServer();
  const { host, port, from } = smtp.settings;
  desk = await runningDesk({
    SMTP_URL: `smtp://${host}:${port}`,
    MAIL_FROM: `${from.name} <${from.address}>`,
  });
  const { deps } = desk.desk;
  /** To the client, by what has been done so far. */
  const mails = async () => {
    await deps.delivery.deliver();
    return smtp.mails.filter((_, i) => !smtp.recipients[i]![0]!.endsWith('@desk.example'));
  };

  const page = await desk.demoPage('elena');
  const panel = await openWidget(page);
  const number = await submit(panel, 'Задать вопрос', { 'Ваш вопрос': 'Как закрыть смену?' });
  expect((await mails()).map(({ subject }) => subject)).toEqual([`№ ${number}: Как закрыть смену?`]);

  const staff = await desk.console('anna@desk.example');
  await openTicket(staff, number);
  await reply(staff, 'Меню «Смена», затем «Закрыть».');
  const answered = (await mails())[1]!;
  expect(answered.text).toContain('Пишет Анна Корнилова:\n> Меню «Смена», затем «Закрыть».');
  // In hours or at night, the closing may wait for the morning: what matters here is what it leads to.
  await perform(staff, {
    act: 'Закрыть',
    choose: 'Ответили на вопрос',
    fill: { 'Слово клиенту': 'Рады помочь.' },
    done: 'Закрыть обращение',
  });
  await deps.store.db.updateTable('outbox').set({ not_before: 0, due_at: 0 }).execute();
  const closed = (await mails())[2]!;

  // By a stranger's browser: what opens the page is the link, and nothing else.
  const mailbox = await (await desk.context()).newPage();
  await mailbox.setContent(String(closed.html));
  const star = mailbox.getByRole('link', { name: '5 ★' });
  await mailbox.goto((await star.getAttribute('href'))!);
  const rating = async () => {
    const { id } = await deps.store.db.selectFrom('ticket').select('id').executeTakeFirstOrThrow();
    return (await deps.store.tickets.load(id))!.ticket.cycles[0]!.rating?.stars ?? null;
  };
  expect(await rating()).toBeNull();
  await mailbox.getByLabel('Пара слов').fill('Быстро и по делу');
  await mailbox.getByRole('button', { name: 'Оценить' }).click();
  await mailbox.getByText('Спасибо, оценка записана').waitFor();
  expect(await rating()).toBe(5);
  await staff.getByText('Оценка клиента: 5 из').waitFor();
  await staff.getByText('Быстро и по делу').first().waitFor();

  const again = await (await desk.context()).newPage();
  await again.setContent(String(closed.html));
  const off = again.getByRole('link', { name: 'Не присылать писем о новостях' });
  await again.goto((await off.getAttribute('href'))!);
  await again.getByRole('button', { name: 'Больше не писать' }).click();
  await again.getByText('Больше не пишем').waitFor();
  const before = (await mails()).length;
  await submit(await openWidget(await desk.demoPage('elena')), 'Задать вопрос', { 'Ваш вопрос': 'Ещё?' });
  expect(await mails()).toHaveLength(before);
  expect(desk.complaints).toEqual([]);
  expect(desk.faults).toEqual([]);
});
