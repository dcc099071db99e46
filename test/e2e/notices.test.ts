/** A signed-in client and their mailbox: the answer arrives, a mail's links do what they say, and only when asked. */
import { afterEach, expect, it } from 'vitest';
import { aMailServer } from '../server/support/a-mail-server.ts';
import { problemsOn } from './support/accessible.ts';
import { openWidget, submit } from './support/client.ts';
import { openTicket, perform, reply } from './support/member.ts';
import { runningDesk, type RunningDesk } from './support/running-desk.ts';

let desk: RunningDesk | null = null;
afterEach(async () => {
  await desk?.end();
  desk = null;
});

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
  expect(await problemsOn(mailbox)).toEqual([]);
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

it('the panel: mail can be switched off, and the browser tells of an answer while nobody looks', async () => {
  desk = await runningDesk();
  const { store } = desk.desk.deps;
  // No test can press the browser's own question: this stands for a person who says yes to it.
  const sayYes = () => {
    const shown: string[] = [];
    class Asked {
      static permission = 'default';
      static asked = 0;
      static shown = shown;
      static async requestPermission() {
        Asked.asked += 1;
        return (Asked.permission = 'granted');
      }
      constructor(title: string, { body }: { body: string }) {
        shown.push(`${title}: ${body}`);
      }
    }
    Object.assign(globalThis, { Notification: Asked });
  };
  const context = await desk.context();
  await context.addInitScript(sayYes);
  const page = await context.newPage();
  await page.request.post(`${desk.base}/demo/backend/sign-in/elena`);
  await page.goto(`${desk.base}/demo/`);
  const panel = await openWidget(page);
  const number = await submit(panel, 'Задать вопрос', { 'Ваш вопрос': 'Как закрыть смену?' });
  await panel.getByRole('button', { name: 'К списку' }).click();
  await panel.getByRole('button', { name: 'Как узнать об ответе' }).click();

  const mail = panel.getByRole('checkbox', { name: 'Письма о новостях' });
  await mail.waitFor();
  expect(await problemsOn(page, 'smart-support')).toEqual([]);
  expect(await mail.isChecked()).toBe(true);
  await mail.uncheck();
  const { id: personId } = await store.db.selectFrom('person').select('id').executeTakeFirstOrThrow();
  await expect.poll(async () => (await store.mail.wishesOf(personId)).wantsMail).toBe(false);
  expect((await store.mail.wishesOf(personId)).language).toBe('ru');

  const asked = () => page.evaluate(() => (Notification as unknown as { asked: number }).asked);
  const shown = () => page.evaluate(() => (Notification as unknown as { shown: string[] }).shown);
  expect(await asked()).toBe(0);
  await panel.getByRole('checkbox', { name: 'Показывать уведомление' }).check();
  expect(await asked()).toBe(1);

  const staff = await desk.console('anna@desk.example');
  await openTicket(staff, number);
  // Looked at: the panel itself shows what is new.
  await reply(staff, 'Меню «Смена».');
  await panel.getByRole('button', { name: 'Назад' }).click();
  await panel.getByText('новое').waitFor();
  expect(await shown()).toEqual([]);
  await page.evaluate(() => Object.defineProperty(document, 'hidden', { get: () => true }));
  await reply(staff, 'Затем «Закрыть».');
  await expect.poll(shown).toEqual(['Новый ответ: Как закрыть смену?']);
  expect(desk.complaints).toEqual([]);
  expect(desk.faults).toEqual([]);
});
