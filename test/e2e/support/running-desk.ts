/** The real server on a port of its own, with the demo licensee, three members of staff, and a browser to use it by. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { demoPages } from '../../../demo/demo.ts';
import { now } from '../../../server/clock.ts';
import { readConfig } from '../../../server/config.ts';
import { filesIn } from '../../../server/data-dir.ts';
import { listenOn } from '../../../server/listen.ts';
import { logTo } from '../../../server/log.ts';
import { openDesk } from '../../../server/open-desk.ts';
import type { StaffRole } from '../../../shared/ticket.ts';
import { launchBrowser } from '../../browser.ts';

export const PASSWORD = 'correct horse battery';

const STAFF = [
  { name: 'Анна Корнилова', email: 'anna@desk.example', role: 'agent', technicalSpecialist: false },
  { name: 'Илья Демьянов', email: 'ilya@desk.example', role: 'agent', technicalSpecialist: true },
  { name: 'Ольга Вере', email: 'olga@desk.example', role: 'administrator', technicalSpecialist: false },
] as const satisfies { name: string; email: string; role: StaffRole; technicalSpecialist: boolean }[];

export type RunningDesk = Awaited<ReturnType<typeof runningDesk>>;

type Settings = Readonly<Record<string, string>>;

/** `settings`: of the environment, beside those that every running desk has; some know the port only. */
export async function runningDesk(given: Settings | ((port: number) => Settings) = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'running-desk-'));
  const listening = await listenOn({ port: 0, host: '127.0.0.1' });
  const base = `http://127.0.0.1:${listening.port}`;
  const settings = typeof given === 'function' ? given(listening.port) : given;
  const faults: string[] = [];
  const desk = await openDesk({
    config: readConfig({ ...settings, DATA_DIR: folder, BASE_URL: base, RATE_LIMITS: 'off' }),
    now,
    log: logTo((line) => line.includes('"level":"fault"') && faults.push(line), now),
    dist: join(import.meta.dirname, '..', '..', '..', 'dist'),
    demo: demoPages,
    lookAgainMs: 200,
  });
  listening.serve(desk.app.fetch, desk.gate);
  for (const { name, email, role, technicalSpecialist } of STAFF) {
    const account = { name, email, role, technicalSpecialist, password: PASSWORD };
    const id = await desk.desk.staff.createAccount(account, now());
    if (!id) throw new Error(`${email} is taken`);
    await desk.deps.store.staff.update(id, { presence: 'available' });
  }
  const browser: Browser = await launchBrowser();
  const contexts = new Set<BrowserContext>();
  /** What a page should never have said. */
  const complaints: string[] = [];

  async function context(options: Parameters<Browser['newContext']>[0] = {}): Promise<BrowserContext> {
    const made = await browser.newContext({ locale: 'ru-RU', timezoneId: 'Europe/Moscow', ...options });
    contexts.add(made);
    made.on('page', (page) => {
      page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
      page.on('console', (message) => {
        if (/Content Security Policy|TrustedHTML/.test(message.text())) complaints.push(message.text());
      });
    });
    return made;
  }

  const { origin: widgetAt } = desk.desk.places.widget;
  const { origin: filesAt } = desk.desk.places.files;
  return {
    base,
    widgetAt,
    filesAt,
    desk,
    filesRoot: filesIn(folder),
    browser,
    context,
    faults,
    complaints,

    /** The demo page, as one of its people; null is a visitor whom nobody knows. */
    async demoPage(user: 'elena' | 'pavel' | null, path = '/demo/', options = {}): Promise<Page> {
      const page = await (await context(options)).newPage();
      if (user) {
        const signedIn = await page.request.post(`${base}/demo/backend/sign-in/${user}`);
        if (!signedIn.ok()) throw new Error(`the demo did not sign ${user} in: ${signedIn.status()}`);
      }
      await page.goto(base + path);
      return page;
    },

    async console(email: (typeof STAFF)[number]['email'], path = '/admin/', options = {}): Promise<Page> {
      const page = await (await context({ viewport: { width: 1400, height: 900 }, ...options })).newPage();
      const signedIn = await page.request.post(`${base}/auth/sign-in/email`, {
        data: { email, password: PASSWORD },
        headers: { origin: base, 'x-smart-support': '1' },
      });
      if (!signedIn.ok()) throw new Error(`${email} was not let in: ${signedIn.status()}`);
      await page.goto(base + path);
      return page;
    },

    async end() {
      for (const each of contexts) await each.close();
      await browser.close();
      desk.streams.closeAll();
      await listening.close();
      await desk.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
