/** A question to a department, from the ticket and back to the client: asked in the console, answered on a page, quoted. */
import { afterEach, expect, it } from 'vitest';
import { aMailServer } from '../server/support/a-mail-server.ts';
import { problemsOn } from './support/accessible.ts';
import { openWidget, submit } from './support/client.ts';
import { openTicket } from './support/member.ts';
import { runningDesk, type RunningDesk } from './support/running-desk.ts';

let desk: RunningDesk | null = null;
afterEach(async () => {
  await desk?.end();
  desk = null;
});

it('goes to the department with a due time, and its answer is quoted to the client', async () => {
  const smtp = await aMailServer();
  const { host, port, from } = smtp.settings;
  desk = await runningDesk({
    SMTP_URL: `smtp://${host}:${port}`,
    MAIL_FROM: `${from.name} <${from.address}>`,
  });
  const olga = await desk.console('olga@desk.example', '/admin/departments');
  const legal = olga.getByRole('region', { name: 'Юридический департамент' });
  await legal.getByText('Добавить канал').click();
  const adding = legal.getByRole('form', { name: 'Добавить канал' });
  await adding.getByLabel('Канал', { exact: true }).selectOption({ label: 'Почта' });
  await adding.getByLabel('Адрес').fill('legal@desk.example');
  await adding.getByRole('button', { name: 'Добавить' }).click();
  await legal.getByRole('button', { name: /Послать проверочное/ }).click();
  await legal.getByText('Проверочное сообщение ушло').waitFor();
  expect(smtp.mails).toHaveLength(1);
  expect(await problemsOn(olga)).toEqual([]);

  const panel = await openWidget(await desk.demoPage('elena'));
  const number = await submit(panel, 'Задать вопрос', { 'Ваш вопрос': 'Можно ли показывать договор?' });
  const staff = await desk.console('anna@desk.example');
  await openTicket(staff, number);

  await staff.getByRole('button', { name: 'Во вторую линию' }).click();
  let form = staff.getByRole('form', { name: 'Во вторую линию' });
  await form.getByLabel('Тема').selectOption({ label: 'Правовые вопросы' });
  await form.getByText('ответ за 3 рабочих дня').waitFor();
  await form.getByLabel('Вопрос отделу').fill('Что нам ответить про договор?');
  await form.getByText('Что уйдёт отделу').click();
  await form
    .getByRole('group', { name: 'Что уйдёт отделу' })
    .getByText('Можно ли показывать договор?', { exact: true })
    .waitFor();
  expect(await problemsOn(staff)).toEqual([]);

  // Nothing typed is lost: not by leaving the form, nor the page.
  await staff.reload();
  await staff.getByRole('button', { name: 'Во вторую линию' }).click();
  form = staff.getByRole('form', { name: 'Во вторую линию' });
  expect(await form.getByLabel('Вопрос отделу').inputValue()).toBe('Что нам ответить про договор?');
  await form.getByRole('button', { name: 'Отправить отделу' }).click();
  await form.waitFor({ state: 'detached' });

  const section = staff.getByRole('region', { name: 'Вторая линия' });
  await section.getByText(/ответ до/).waitFor();
  await staff.getByText('Вопрос во вторую линию: Правовые вопросы').waitFor();
  await section.getByRole('button', { name: 'Расчёт' }).click();
  await staff.getByRole('dialog').getByText('Всего 3 рабочих дня').waitFor();
  await staff.keyboard.press('Escape');

  await olga.getByRole('link', { name: 'Вторая линия' }).click();
  const waits = olga.getByRole('region', { name: 'Ждут ответа отдела' });
  await waits
    .getByRole('row')
    .filter({ hasText: String(number) })
    .getByText('никто не взял')
    .waitFor();
  expect(await problemsOn(olga)).toEqual([]);

  await desk.desk.deps.delivery.deliver();
  const mail = smtp.mails.findLast(({ text }) => text?.includes('/second-line/'));
  const [link] = /https?:\/\/\S+\/second-line\/[\w-]{43}/.exec(mail?.text ?? '') ?? [];
  const department = await (await desk.context()).newPage();
  await department.goto(link!);
  await department
    .locator('form[action$="/answer"] textarea')
    .first()
    .fill('Показывать можно, без реквизитов.');
  const name = department.locator('form[action$="/answer"] input[name=name]');
  if (await name.count()) await name.fill('Иван Юрист');
  await department.locator('form[action$="/answer"] button.primary').click();

  await section.getByText('есть ответ').waitFor();
  // Nobody has asked for it anew: it is live.
  await olga
    .getByRole('region', { name: 'Отдел ответил, вопрос не закрыт' })
    .getByText(String(number))
    .waitFor();
  await staff.getByRole('log').getByText('Отдел ответил').waitFor();
  await staff.getByRole('button', { name: 'Процитировать клиенту' }).click();
  const quote = staff.getByRole('form', { name: 'Процитировать клиенту' });
  expect(await quote.getByLabel('Ответ клиенту').inputValue()).toBe('Показывать можно, без реквизитов.');
  await quote.getByRole('button', { name: 'Отправить клиенту' }).click();
  await quote.waitFor({ state: 'detached' });
  await panel.getByRole('button', { name: 'Открыть обращение' }).click();
  await panel.getByText('Показывать можно, без реквизитов.').waitFor();
  expect(await panel.getByText('Что нам ответить про договор?').count()).toBe(0);

  await section.getByRole('button', { name: 'Спросить ещё' }).click();
  await staff.getByLabel('Ещё вопрос отделу').fill('А приложения?');
  await staff.getByRole('button', { name: 'Отправить отделу' }).click();
  await section.getByText('спросили ещё').waitFor();
  await section.getByRole('button', { name: 'Отозвать' }).click();
  await staff.getByRole('button', { name: 'Отозвать вопрос' }).click();
  await section.getByText('отозвано').waitFor();
  expect(await section.getByRole('button', { name: 'Спросить ещё' }).count()).toBe(0);
  expect(desk.complaints).toEqual([]);
  expect(desk.faults).toEqual([]);
});
