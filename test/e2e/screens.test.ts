/** Every screen, in both languages and both themes: axe finds nothing, nothing runs out to the side. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemsOn } from './support/accessible.ts';
import { runsOutBelow, runsOutToTheSide } from './support/fits.ts';
import { runningDesk, type RunningDesk } from './support/running-desk.ts';

const WAYS_OF_LOOKING = [
  { name: 'light, wide, Russian', colorScheme: 'light', viewport: { width: 1400, height: 900 }, lang: 'ru' },
  { name: 'dark, 360 px, English', colorScheme: 'dark', viewport: { width: 360, height: 780 }, lang: 'en' },
] as const;

const SAID = {
  ru: {
    support: /^Поддержка/,
    bug: 'Сообщить об ошибке',
    happened: 'Что произошло',
    expected: 'Что должно было произойти',
    impact: 'Есть обходной путь',
    send: 'Отправить',
    open: 'Открыть обращение',
    why: 'Почему такой срок',
    talk: 'Переписка',
  },
  en: {
    support: /^Support/,
    bug: /^Report/,
    happened: 'What happened',
    expected: 'What should have happened',
    impact: 'There is a way around it',
    send: 'Send',
    open: /^Open/,
    why: 'Why this time',
    talk: 'Conversation',
  },
} as const;

let desk: RunningDesk;
beforeAll(async () => {
  desk = await runningDesk();
});
afterAll(() => desk.end());

describe.each(WAYS_OF_LOOKING)('in $name', ({ colorScheme, viewport, lang }) => {
  const options = {
    // Axe measures the colours of the moment: nothing may be half faded in.
    reducedMotion: 'reduce' as const,
    colorScheme,
    viewport,
    locale: lang === 'ru' ? 'ru-RU' : 'en-GB',
  };
  const said = SAID[lang];

  it('the widget: home, form, its errors, sent, ticket, ledger', async () => {
    const page = await desk.demoPage('elena', `/demo/?lang=${lang}`, options);
    const looked = async (screen: string) => {
      expect(await problemsOn(page, 'smart-support'), screen).toEqual([]);
      expect(await runsOutToTheSide(page), screen).toBeLessThanOrEqual(0);
    };
    await page.getByRole('button', { name: said.support }).click();
    const panel = page.locator('smart-support').getByRole('dialog');
    await panel.getByText(said.bug).waitFor();
    await looked('home');
    await panel.getByText(said.bug).click();
    await panel.getByLabel(said.happened).waitFor();
    await panel.getByRole('button', { name: said.send, exact: true }).click();
    await panel.locator('[aria-invalid=true]').first().waitFor();
    await looked('form with errors');
    await panel.getByLabel(said.happened).fill('Не печатает');
    await panel.getByLabel(said.expected).fill('Печатает');
    await panel.getByLabel(said.impact).check();
    await panel.getByRole('button', { name: said.send, exact: true }).click();
    await panel.getByRole('button', { name: said.open }).waitFor();
    await looked('sent');
    await panel.getByRole('button', { name: said.open }).click();
    await panel.getByText(said.talk).waitFor();
    await looked('ticket');
    await panel.getByRole('button', { name: said.why }).click();
    await panel.getByText('60', { exact: false }).first().waitFor();
    await looked('ledger');
    expect(desk.complaints).toEqual([]);
  });

  it('the form in the page', async () => {
    const page = await desk.demoPage('elena', `/demo/feedback.html?lang=${lang}`, options);
    await page.locator('smart-feedback').getByRole('textbox').first().waitFor();
    expect(await problemsOn(page, 'smart-feedback')).toEqual([]);
    expect(await runsOutToTheSide(page)).toBeLessThanOrEqual(0);
  });

  it.each([
    '/admin/',
    '/admin/register',
    '/admin/roster',
    '/admin/roster?period=month',
    '/admin/licensees',
    '/admin/staff',
    '/admin/calendar',
    '/admin/regulation',
    '/admin/account',
    '/admin/reports',
    '/admin/board',
    '/admin/delivery',
    '/admin/my-notices',
    '/admin/second-line',
    '/admin/departments',
    '/admin/audit',
  ])('the console at %s', async (path) => {
    const page = await desk.console('olga@desk.example', path, options);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.locator('[aria-busy=true]').waitFor({ state: 'detached' });
    expect(await problemsOn(page)).toEqual([]);
    expect(await runsOutToTheSide(page)).toBeLessThanOrEqual(0);
    expect(await runsOutBelow(page)).toBeLessThanOrEqual(0);
    expect(desk.complaints).toEqual([]);
  });
});
