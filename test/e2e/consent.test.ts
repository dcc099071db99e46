/** Consent, as a client, staff and an administrator meet it. */
import { createHash } from 'node:crypto';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { problemsOn } from './support/accessible.ts';
import { openWidget, panelOf } from './support/client.ts';
import { openTicket } from './support/member.ts';
import { runningDesk, type RunningDesk } from './support/running-desk.ts';

const RU = 'Я разрешаю хранить\nмои <b>слова</b>, https://shop.example/privacy';
const EN = 'You may keep my words.';
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

let desk: RunningDesk;
let siteId: string;
let by: { staffId: string; at: number };

beforeAll(async () => {
  desk = await runningDesk();
  siteId = desk.desk.demo!.siteId;
  const [member] = await desk.desk.deps.store.staff.all();
  by = { staffId: member!.id, at: Date.now() };
});
afterAll(() => desk.end());

const ask = (ru: string) => desk.desk.deps.store.consents.ask(siteId, { ru, en: EN }, by);
const rows = () => desk.desk.deps.store.db.selectFrom('consent').selectAll().orderBy('at').execute();
const tick = (within: Locator) => within.getByRole('checkbox', { name: /согласен/ });
const send = (within: Locator) => within.getByRole('button', { name: /^Отправить/, exact: false }).click();
const accepted = (within: Locator) => within.getByText(/№\s*\d+/).first();

async function write(page: Page, way: string, fields: Record<string, string>): Promise<Locator> {
  const panel = (await panelOf(page).isVisible()) ? panelOf(page) : await openWidget(page);
  await panel.getByText(way).click();
  for (const [label, text] of Object.entries(fields)) await panel.getByLabel(label).fill(text);
  return panel;
}

describe('where a site asks nothing', () => {
  it('nobody fetches a byte of it', async () => {
    const page = await desk.demoPage('pavel');
    const fetched: string[] = [];
    page.on('request', (request) => fetched.push(request.url()));
    const panel = await write(page, 'Задать вопрос', { 'Ваш вопрос': 'Без лишнего' });
    await send(panel);
    await accepted(panel).waitFor();
    expect(fetched.filter((url) => url.includes('consent'))).toEqual([]);
  });
});

describe('where a site asks for consent', () => {
  beforeEach(() => ask(RU));
  afterEach(async () => {
    const { store } = desk.desk.deps;
    await store.db.deleteFrom('consent').execute();
    await store.consents.stopAsking(siteId, by);
  });

  it('nothing is sent without the tick, nothing typed is lost, and the row has the hash of the very text', async () => {
    const page = await desk.demoPage('elena');
    const panel = await write(page, 'Задать вопрос', { 'Ваш вопрос': 'Что вы храните?' });
    await tick(panel).waitFor();
    expect(await tick(panel).isChecked()).toBe(false);
    await send(panel);
    await panel.getByText('Без согласия отправить нельзя').waitFor();
    expect(await panel.getByLabel('Ваш вопрос').inputValue()).toBe('Что вы храните?');
    // By the keyboard: the focus stands on what is missing, and its error belongs to it.
    const focused = () =>
      page.evaluate(() => {
        const inner = document.querySelector('smart-support')!.shadowRoot!;
        const panelRoot = inner.querySelector('smart-support-panel')!.shadowRoot!;
        const { activeElement } = panelRoot;
        const described = activeElement?.getAttribute('aria-describedby') ?? '';
        return [activeElement?.id, panelRoot.getElementById(described)?.textContent?.trim()];
      });
    expect(await focused()).toEqual(['consent', expect.stringContaining('поставьте отметку')]);
    expect(await problemsOn(page, 'smart-support')).toEqual([]);
    await panel.getByText('Текст согласия').click();
    const shown = panel.getByRole('region', { name: 'Текст согласия' });
    // Plain text: what looks like a tag is one letter after the other, and no link is one.
    expect(await shown.evaluate((element) => element.textContent)).toBe(RU);
    expect(await shown.locator('*').count()).toBe(0);
    expect(await shown.evaluate((element) => getComputedStyle(element).whiteSpace)).toContain('pre');
    expect(await problemsOn(page, 'smart-support'), 'with the text open').toEqual([]);
    expect(await rows()).toEqual([]);

    await tick(panel).focus();
    await page.keyboard.press('Space');
    await send(panel);
    await panel
      .getByText(/Обращение №\s*\d+ принято/)
      .first()
      .waitFor();
    const [row, ...more] = await rows();
    expect(more).toEqual([]);
    expect(row).toMatchObject({
      ...{ site_id: siteId, language: 'ru', address: '127.0.0.1' },
      text_hash: hashOf((await desk.desk.deps.store.consents.current(siteId))!.ru),
    });
    expect(row!.text_hash).toBe(hashOf(RU));

    // Once for this text; again for another.
    await panel.getByRole('button', { name: 'К списку' }).click();
    await panel.getByText('Сообщить об ошибке').click();
    await panel.getByText(/^Ответим/).waitFor();
    expect(await tick(panel).count()).toBe(0);
    await ask('Другие слова');
    await page.reload();
    const again = await openWidget(page);
    await again.getByText('Задать вопрос').click();
    await tick(again).waitFor();
    expect(await tick(again).isChecked()).toBe(false);
    const texts = await desk.desk.deps.store.consents.texts(siteId);
    expect(texts.find(({ version }) => version === row!.version)?.ru).toBe(RU);
  });

  it('a visitor whom nobody knows is asked too, in the form of the page too', async () => {
    const page = await desk.demoPage(null, '/demo/feedback.html');
    const form = page.locator('smart-feedback');
    await form.getByLabel('Что изменить или добавить').fill('Больше света');
    await form.getByLabel('Для чего это вам').fill('Темно');
    await tick(form).waitFor();
    await send(form);
    await form.getByText('Без согласия отправить нельзя').waitFor();
    expect(await problemsOn(page, 'smart-feedback')).toEqual([]);
    await tick(form).check();
    await send(form);
    await accepted(form).waitFor();
    expect(await rows()).toHaveLength(1);
  });

  it('a text that changed while one was writing is asked again, and what was written stands there', async () => {
    const page = await desk.demoPage('elena');
    const panel = await write(page, 'Предложить улучшение', {
      'Что изменить или добавить': 'Слова',
      'Для чего это вам': 'Дела',
    });
    await tick(panel).check();
    await ask('Совсем другие слова');
    await send(panel);
    await panel.getByText('Текст согласия изменился').waitFor();
    expect(await tick(panel).isChecked()).toBe(false);
    expect(await panel.getByLabel('Что изменить или добавить').inputValue()).toBe('Слова');
    await panel.getByText('Текст согласия', { exact: true }).click();
    await panel.getByText('Совсем другие слова').waitFor();
    await tick(panel).check();
    await send(panel);
    await panel
      .getByText(/Обращение №\s*\d+ принято/)
      .first()
      .waitFor();
    expect((await rows()).map(({ text_hash }) => text_hash)).toEqual([hashOf('Совсем другие слова')]);
  });

  it('what was kept without a network goes with its consent, or asks again for the new text', async () => {
    const page = await desk.demoPage('pavel');
    const offline = async (question: string) => {
      const panel = await write(page, 'Задать вопрос', { 'Ваш вопрос': question });
      await tick(panel).check();
      await page.context().setOffline(true);
      await send(panel);
      await panel.getByText('Ещё не отправлено').first().waitFor();
      return panel;
    };
    const panel = await offline('Вопрос из подвала');
    await ask('Слова посвежее');
    await page.context().setOffline(false);
    await panel.getByText('Текст согласия изменился').waitFor();
    await panel.getByText('Вопрос из подвала').waitFor();
    expect(await rows()).toEqual([]);
    await tick(panel).check();
    await panel.getByRole('button', { name: 'Отправить', exact: true }).click();
    await expect
      .poll(async () => (await rows()).map(({ text_hash }) => text_hash))
      .toEqual([hashOf('Слова посвежее')]);
  });

  it('what a form of the page sent without a network stands in it again', async () => {
    const page = await desk.demoPage('pavel', '/demo/feedback.html');
    const form = page.locator('smart-feedback');
    await form.getByLabel('Что изменить или добавить').fill('Меньше шума');
    await form.getByLabel('Для чего это вам').fill('Слышать себя');
    await tick(form).check();
    await page.context().setOffline(true);
    await send(form);
    await form.getByText('Ещё не отправлено').waitFor();
    await ask('Ещё раз другие слова');
    await page.context().setOffline(false);
    await form.getByText('Текст согласия изменился').waitFor();
    await expect.poll(() => form.getByLabel('Что изменить или добавить').inputValue()).toBe('Меньше шума');
    await tick(form).check();
    await send(form);
    await accepted(form).waitFor();
    expect(await rows()).toHaveLength(1);
  });
});

describe('the console', () => {
  it('an administrator writes the text, changes it and ends it; staff see what a ticket came with', async () => {
    const page = await desk.console('olga@desk.example', '/admin/licensees');
    await page.getByRole('link', { name: 'Северный ветер' }).click();
    const section = page.locator('site-consent').first();
    await section.getByText('Согласие не спрашиваем').waitFor();
    await section.getByRole('button', { name: 'Спрашивать этот текст' }).click();
    await section.getByLabel('Текст по-русски').fill('');
    await section.getByLabel('Текст по-русски').fill(RU);
    await section.getByLabel('Текст по-английски').fill(EN);
    await section.getByRole('button', { name: 'Спрашивать этот текст' }).click();
    await section.getByText(/Сохранено, спрашиваем версию/).waitFor();
    expect((await desk.desk.deps.store.consents.current(siteId))?.ru).toBe(RU);
    expect(await problemsOn(page, 'site-consent')).toEqual([]);

    const client = await desk.demoPage('elena');
    const panel = await write(client, 'Задать вопрос', { 'Ваш вопрос': 'Кто прочтёт?' });
    await tick(panel).check();
    await send(panel);
    const text = await panel
      .getByText(/Обращение №\s*\d+ принято/)
      .first()
      .innerText();
    const staff = await desk.console('anna@desk.example');
    await openTicket(staff, Number(/№\s*(\d+)/.exec(text)?.[1]));
    const facts = staff.locator('ticket-consent');
    await facts.getByText(/Текст, версия/).click();
    await facts.getByText('Я разрешаю хранить').waitFor();

    await section.getByLabel('Текст по-английски').fill('Other words');
    await section.getByRole('button', { name: 'Спрашивать этот текст' }).click();
    await section.getByText('Прежние тексты').click();
    await section
      .getByText(/Версия \d/)
      .first()
      .waitFor();
    // Somebody else was quicker.
    await desk.desk.deps.store.consents.ask(siteId, { ru: 'Чужой текст', en: EN }, by);
    await section.getByLabel('Текст по-русски').fill('Свой текст');
    await section.getByRole('button', { name: 'Спрашивать этот текст' }).click();
    await section.getByText('Текст согласия тем временем изменил').waitFor();
    await section.getByText('Чужой текст').waitFor();
    expect(await section.getByLabel('Текст по-русски').inputValue()).toBe('Свой текст');
    await section.getByRole('button', { name: 'Спрашивать этот текст' }).click();
    await section.getByText(/Сохранено, спрашиваем версию/).waitFor();
    await section.getByRole('button', { name: 'Больше не спрашивать' }).click();
    await section.getByRole('button', { name: 'Точно не спрашивать' }).click();
    await section.getByText('Согласие не спрашиваем').waitFor();
    expect(await desk.desk.deps.store.consents.current(siteId)).toBeNull();
    expect(desk.complaints).toEqual([]);
    expect(desk.faults).toEqual([]);
  });
});
