/** Pages that have changed what every script relies on: the widget works all the same, and the page hears of no error (BR-05). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSent, openWidget, submit } from './support/client.ts';
import { runningDesk, type RunningDesk } from './support/running-desk.ts';

let desk: RunningDesk;
beforeAll(async () => {
  desk = await runningDesk();
});
afterAll(() => desk.end());

/** As they run in the page, before any other script. */
const PAGES: Record<string, string> = {
  'lists know toJSON of their own, as an old library gave it to them': `
    Array.prototype.toJSON = function () { return '[' + this.map((each) => JSON.stringify(each)) + ']'; };`,
  'Object.prototype and Array.prototype have enumerable properties': `
    Object.prototype.extend = function () { return this; };
    Array.prototype.last = function () { return this[this.length - 1]; };`,
  'Promise is another class': `
    const Native = Promise;
    window.Promise = class Zoned extends Native { then(a, b) { return super.then(a && ((v) => a(v)), b); } };`,
  'fetch is wrapped by something that wants text addresses': `
    const native = window.fetch;
    window.fetch = function (url, options) {
      if (typeof url !== 'string') throw new TypeError('only text');
      return native.call(window, url, { ...options });
    };`,
  'storage is forbidden': `
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])
      Object.defineProperty(window, name, { get() { throw new DOMException('denied', 'SecurityError'); } });`,
  'console says nothing and structuredClone is gone': `
    for (const name of Object.keys(console)) console[name] = undefined;
    delete window.structuredClone;
    delete window.requestIdleCallback;`,
};

describe('a page that has changed', () => {
  it.each(Object.entries(PAGES))('%s', async (_, script) => {
    const context = await desk.context();
    await context.addInitScript(script);
    const page = await context.newPage();
    await page.goto(`${desk.base}/demo/`);
    const panel = await openWidget(page);
    await submit(panel, 'Задать вопрос', { 'Ваш вопрос': 'Как отменить "заказ"?' });
    await openSent(panel);
    await panel.getByText('Как отменить "заказ"?').first().waitFor();
    await panel.getByRole('textbox', { name: 'Сообщение' }).fill('И ещё: когда вернут деньги?');
    await panel.getByRole('button', { name: 'Отправить' }).click();
    await panel.getByText('И ещё: когда вернут деньги?').locator('visible=true').first().waitFor();
    expect(desk.complaints).toEqual([]);
    expect(desk.faults).toEqual([]);
  });
});
