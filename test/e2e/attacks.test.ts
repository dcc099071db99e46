/** What a page, a file or a name may try in a browser, and what the widget must leave alone. One desk for all of it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSent, openWidget, submit } from './support/client.ts';
import { runningDesk, type RunningDesk } from './support/running-desk.ts';

let desk: RunningDesk;
beforeAll(async () => {
  desk = await runningDesk();
});
afterAll(() => desk.end());

/** Asks, opens the ticket, writes once more. */
async function useIt(page: Page, question: string): Promise<void> {
  const panel = await openWidget(page);
  await submit(panel, 'Задать вопрос', { 'Ваш вопрос': question });
  await openSent(panel);
  await panel.getByRole('textbox', { name: 'Сообщение' }).fill(`${question} — ещё`);
  await panel.getByRole('button', { name: 'Отправить' }).click();
  await panel.getByText(`${question} — ещё`).locator('visible=true').first().waitFor();
}

/** The demo page under other headers. */
async function demoUnder(context: BrowserContext, headers: Record<string, string>): Promise<Page> {
  await context.route(
    (url) => url.pathname === '/demo/',
    async (route) => {
      const answer = await route.fetch();
      const { 'content-security-policy': _, ...kept } = answer.headers();
      await route.fulfill({ response: answer, headers: { ...kept, ...headers } });
    },
  );
  await context.addInitScript(`
    window.violations = [];
    addEventListener('securitypolicyviolation', (e) => violations.push(e.violatedDirective + ' ' + e.blockedURI));`);
  const page = await context.newPage();
  await page.goto(`${desk.base}/demo/`);
  return page;
}
const violationsOf = (page: Page) =>
  page.evaluate(() => (window as unknown as { violations: string[] }).violations);

describe('messages that are posted to the window (AD-01)', () => {
  it('are heard by nobody: two thousand from the page itself and from a window it has opened change nothing', async () => {
    const context = await desk.context();
    await context.addInitScript(`
      window.hearing = [];
      for (const of of [EventTarget.prototype, window]) {
        const add = of.addEventListener;
        of.addEventListener = function (what, ...more) {
          if (what === 'message' && (this === window || this === undefined)) hearing.push(String(more[0]));
          return add.call(this ?? window, what, ...more);
        };
      }`);
    const page = await context.newPage();
    await page.goto(`${desk.base}/demo/`);
    const panel = await openWidget(page);
    await panel.getByText('Обращений пока нет').waitFor();
    await panel
      .getByText(/откро|Открыт/i)
      .first()
      .waitFor();
    const before = await panel.innerText();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    const [popup] = await Promise.all([
      page.waitForEvent('popup'),
      page.evaluate(() => void window.open('about:blank')),
    ]);
    const post = (target: 'self' | 'opener') => {
      const shapes = (i: number): unknown[] => [
        { type: 'loaded', config: { authToken: `stolen-${i}`, session: 'x'.repeat(43) } },
        JSON.stringify({ event: 'set-auth-token', message: { authToken: 'x' } }),
        {
          event: 'smart-support',
          action: ['open', 'close', 'identify', 'reset'][i % 4],
          user: { id: 'evil' },
        },
        'chatwoot-widget:{"event":"config-set","locale":"<img src=x onerror=alert(1)>"}',
        [`__proto__`, { __proto__: { polluted: true } }, i, null, new Map([[i, i]])],
      ];
      const to = target === 'self' ? window : (window.opener as Window);
      for (let i = 0; i < 200; i++) for (const shape of shapes(i)) to.postMessage(shape, '*');
    };
    await page.evaluate<void, 'self' | 'opener'>(post, 'self');
    await popup.evaluate<void, 'self' | 'opener'>(post, 'opener');
    await page.evaluate(() => new Promise((done) => setTimeout(done, 50)));
    expect(await panel.innerText()).toBe(before);
    expect(asked).toEqual([]);
    expect(await page.evaluate(() => (window as unknown as { hearing: string[] }).hearing)).toEqual([]);
    expect(
      await page.evaluate(() => ({}) as { polluted?: boolean }).then(({ polluted }) => polluted),
    ).toBeUndefined();
    expect(desk.complaints).toEqual([]);
  });
});

const SCRIPT = `alert('ran')`;
const HTML = `<html><body><script>${SCRIPT}</script><img src=x onerror="${SCRIPT}"></body></html>`;
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" onload="${SCRIPT}"><script>${SCRIPT}</script></svg>`;
/** Name, the type that its sender claims, its bytes. */
const FILES: readonly (readonly [name: string, mimeType: string, bytes: string])[] = [
  ['drawing.svg', 'image/svg+xml', SVG],
  ['page.html', 'text/html', HTML],
  [
    'page.xhtml',
    'application/xhtml+xml',
    `<html xmlns="http://www.w3.org/1999/xhtml"><script>${SCRIPT}</script></html>`,
  ],
  [
    'styled.xml',
    'text/xml',
    `<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="#"?><x xmlns:h="http://www.w3.org/1999/xhtml"><h:script>${SCRIPT}</h:script></x>`,
  ],
  ['saved.mht', 'multipart/related', `MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n${HTML}`],
  [
    'paper.pdf',
    'application/pdf',
    `%PDF-1.4\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n`,
  ],
  ['both.gif', 'image/gif', `GIF89a/*${'\0'.repeat(20)}*/=1;${SCRIPT};`],
  ['picture.jpg', 'image/jpeg', `\xff\xd8\xff\xe0\0\x10JFIF\0${HTML}`],
  ['picture.png', 'image/png', `\x89PNG\r\n\x1a\n\0\0\0\rIHDR${HTML}`],
  ['code.js', 'text/javascript', SCRIPT],
];
const NAMES: readonly string[] = [
  `"><img src=x onerror=${SCRIPT}>.txt`,
  `'onmouseover='${SCRIPT}.txt`,
  '<script>alert(1)</script>.txt',
  'gpj.\u202Efdp.txt',
  'a\r\nSet-Cookie: evil=1\r\n\r\n.txt',
  '..\\..\\windows\\system32\\x.txt',
  '../../../etc/passwd.txt',
  'CON.txt',
  `${'я'.repeat(2000)}.txt`,
  '\u200B.ht\u200Daccess😀=cmd|x.txt',
];

/** As a page of the client's sends them, past what the widget's own form would leave out. */
async function send(files: readonly (readonly [string, string, string])[]): Promise<string> {
  const page = await desk.demoPage('elena');
  const heard = page.waitForRequest((request) => request.headers()['authorization'] !== undefined);
  await openWidget(page);
  const { authorization } = (await heard).headers() as { authorization: string };
  const ids: string[] = [];
  for (const [name, mimeType, bytes] of files) {
    const answer = await page.request.post(`${desk.base}/files`, {
      headers: { authorization, 'x-file-name': encodeURIComponent(name), 'content-type': mimeType },
      data: Buffer.from(bytes, 'latin1'),
    });
    expect(answer.status(), await answer.text()).toBe(201);
    ids.push(((await answer.json()) as { id: string }).id);
  }
  const question = { kind: 'consultation', fields: { question: 'С файлами' }, channel: 'widget', files: ids };
  const sent = await page.request.post(`${desk.base}/rpc/customer.submit`, {
    headers: { authorization },
    data: { requestId: `files-${files[0]![0].length}-${ids[0]!}`, ...question },
  });
  expect(sent.status(), await sent.text()).toBe(200);
  await page.close();
  return ((await sent.json()) as { result: { data: { id: string } } }).result.data.id;
}

/** What of a name has become more than text. */
const alive = (page: Page) =>
  page.evaluate(() => {
    const found: string[] = [];
    const look = (root: Document | ShadowRoot): void => {
      for (const element of root.querySelectorAll('*')) {
        if (element.matches('img[src="x"], [onload], [onerror], [onmouseover], script:not([src])'))
          found.push(element.outerHTML.slice(0, 200));
        if (element.shadowRoot) look(element.shadowRoot);
      }
    };
    look(document);
    return found;
  });

describe('files that a client has sent', () => {
  it('run nowhere when staff open them, whatever is in them (AD-02)', async () => {
    const ticketId = await send(FILES);
    const rows = await desk.desk.deps.store.db
      .selectFrom('file')
      .select(['id', 'name'])
      .where('ticket_id', '=', ticketId)
      .execute();
    expect(rows).toHaveLength(FILES.length);
    const console_ = await desk.console('anna@desk.example', `/admin/tickets/${ticketId}`);
    await console_.getByText('paper.pdf').first().waitFor();
    const context = console_.context();
    const ran: string[] = [];
    context.on('dialog', (dialog) => {
      ran.push(dialog.message());
      void dialog.dismiss();
    });
    for (const { id, name } of rows) {
      const page = await context.newPage();
      await page.goto(`${desk.base}/files/${id}`).catch((cause: Error) => {
        // A download is no page.
        expect(cause.message, name).toMatch(/Download is starting|net::ERR_ABORTED/);
      });
      expect(
        page.url() === 'about:blank' || /\.(gif|jpg|png)$/.test(name),
        `${name} is shown as ${page.url()}`,
      ).toBe(true);
      await page.close();
    }
    // Neither as a part of a page of ours: a script, a drawing, a frame.
    const blank = await demoUnder(context, {});
    const loaded = await blank.evaluate(
      async (ids) => {
        const tags = ['script', 'iframe', 'embed'];
        const all = ids.flatMap((id) => tags.map((tag) => ({ id, tag })));
        await Promise.all(
          all.map(({ id, tag }) => {
            const element = document.createElement(tag) as HTMLScriptElement;
            element.src = `/files/${id}`;
            document.body.append(element);
            return new Promise((done) => {
              element.addEventListener('load', done);
              element.addEventListener('error', done);
              setTimeout(done, 500);
            });
          }),
        );
        return all.length;
      },
      rows.map(({ id }) => id),
    );
    expect(loaded).toBe(3 * FILES.length);
    expect(ran).toEqual([]);
    await context.close();
  });

  it('have names that stay text, on every screen and in what is downloaded (AD-03)', async () => {
    const ticketId = await send(NAMES.map((name, i) => [name, 'text/plain', `file ${i}`] as const));
    const staff = await desk.console('anna@desk.example', `/admin/tickets/${ticketId}`);
    await staff.getByText('С файлами').first().waitFor();
    await staff.locator('[aria-busy=true]').waitFor({ state: 'detached' });
    expect(await alive(staff)).toEqual([]);
    const client = await desk.demoPage('elena');
    const panel = await openWidget(client);
    await panel.getByText('С файлами').first().click();
    await panel.getByText('Переписка').waitFor();
    expect((await alive(client)).filter((element) => !element.includes('/demo/'))).toEqual([]);
    const rows = await desk.desk.deps.store.db
      .selectFrom('file')
      .select(['id', 'name'])
      .where('ticket_id', '=', ticketId)
      .execute();
    expect(rows).toHaveLength(NAMES.length);
    for (const { id, name } of rows) {
      // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
      expect(name).not.toMatch(/[\x00-\x1f/\\\u202A-\u202E\u2066-\u2069\u200B]|^\./);
      const answer = await staff.request.get(`${desk.base}/files/${id}`);
      expect(answer.headers()['set-cookie']).toBeUndefined();
      const disposition = answer.headers()['content-disposition']!;
      expect(disposition).toMatch(/^attachment; filename="[^"\\]*"; filename\*=UTF-8''[\w.%!#$&+^`|~-]*$/);
    }
  });
});

describe('the widget on its page', () => {
  it('speaks to its own desk alone, and changes nothing of the page’s (BR-06, PR-02)', async () => {
    const context = await desk.context();
    await context.addInitScript(`
      window.heard = new Map();
      for (const of of [window, document]) for (const act of ['addEventListener', 'removeEventListener']) {
        const native = of[act];
        of[act] = function (what, ...more) {
          const by = act === 'addEventListener' ? 1 : -1;
          if (!(more[1] && more[1].once)) heard.set(what, (heard.get(what) ?? 0) + by);
          return native.call(this ?? window, what, ...more);
        };
      }
      window.natives = () => {
        const of = [window, console, history, Array.prototype, Object.prototype, Promise.prototype, Element.prototype,
          Node.prototype, EventTarget.prototype, XMLHttpRequest.prototype, Document.prototype, JSON, Storage.prototype];
        return of.map((each) => Object.getOwnPropertyNames(each).map((name) => {
          const { value, get, set } = Object.getOwnPropertyDescriptor(each, name);
          return [name, typeof value === 'function' ? value : get ?? null, set ?? null];
        }));
      };
      window.before = natives();`);
    const page = await context.newPage();
    const hosts = new Set<string>();
    page.on('request', (request) => hosts.add(new URL(request.url()).origin));
    await page.goto(`${desk.base}/demo/`);
    await useIt(page, 'Кому это видно?');
    const changed = await page.evaluate(() => {
      const now = window as unknown as { before: unknown[][][]; natives(): unknown[][][] };
      const own = ['before', 'natives', 'heard', 'smartSupport', 'identityToken'];
      return now.natives().flatMap((list, i) => {
        const then = new Map(now.before[i]!.map(([name, ...rest]) => [name, rest]));
        return list.flatMap(([name, ...rest]) => {
          const was = then.get(name);
          if (own.includes(name as string)) return [];
          if (!was) return [`new: ${String(name)}`];
          return was.every((each, k) => each === rest[k]) ? [] : [`other: ${String(name)}`];
        });
      });
    });
    // `identityToken` is the page’s own.
    expect(changed).toEqual([]);
    expect([...hosts]).toEqual([desk.base]);
    const listeners = () =>
      page.evaluate(() =>
        [...(window as unknown as { heard: Map<string, number> }).heard.values()].reduce(
          (sum, n) => sum + n,
          0,
        ),
      );
    const outAndBack = () =>
      page.evaluate(async () => {
        const element = document.querySelector('smart-support')!;
        element.remove();
        await new Promise((done) => setTimeout(done, 20));
        if (!element.isConnected) document.body.append(element);
        await new Promise((done) => setTimeout(done, 20));
      });
    await outAndBack();
    const once = await listeners();
    for (let i = 0; i < 5; i++) await outAndBack();
    expect(await listeners()).toBe(once);
  });

  it('keeps its session where no script of the page finds it (BR-08)', async () => {
    const page = await desk.demoPage('pavel');
    const tokens = new Set<string>();
    page.on('request', (request) => {
      const header = request.headers()['authorization'];
      if (header) tokens.add(header.slice('Bearer '.length));
    });
    await useIt(page, 'Где лежит ключ?');
    expect(tokens.size).toBeGreaterThan(0);
    const found = await page.evaluate(
      async (secrets) => {
        const hits: string[] = [];
        const seen = new Set<unknown>();
        const queue: [at: string, value: unknown][] = [['window', window]];
        const elementsIn = (root: Document | ShadowRoot): void => {
          for (const element of root.querySelectorAll('*')) {
            queue.push([element.tagName, element]);
            if (element.shadowRoot) elementsIn(element.shadowRoot);
          }
        };
        elementsIn(document);
        const check = (at: string, text: string) => {
          if (secrets.some((secret) => text.includes(secret))) hits.push(at);
        };
        for (let next = queue.shift(); next && seen.size < 60_000; next = queue.shift()) {
          const [at, value] = next;
          if (typeof value === 'string') check(at, value);
          if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value))
            continue;
          seen.add(value);
          for (const key of Reflect.ownKeys(value)) {
            try {
              queue.push([`${at}.${String(key)}`, (value as Record<PropertyKey, unknown>)[key]]);
            } catch {
              // A getter that wants another `this` shows nothing.
            }
          }
          const parent: unknown = Object.getPrototypeOf(value);
          if (value instanceof HTMLElement && parent) {
            for (const name of Object.getOwnPropertyNames(parent)) {
              try {
                queue.push([`${at}.${name}`, (value as unknown as Record<string, unknown>)[name]]);
              } catch {
                // As above.
              }
            }
          }
        }
        check('document', document.documentElement.outerHTML);
        check('cookie', document.cookie);
        for (const store of [localStorage, sessionStorage]) check('storage', JSON.stringify({ ...store }));
        for (const { name = '' } of await indexedDB.databases()) check('databases', name);
        check('address', location.href);
        check('timings', JSON.stringify(performance.getEntries()));
        return { hits, looked: seen.size };
      },
      [...tokens],
    );
    expect(found.hits).toEqual([]);
    expect(found.looked).toBeGreaterThan(500);
  });

  it('works under the policy that the README gives, word for word (BR-02)', async () => {
    const readme = readFileSync(join(import.meta.dirname, '..', '..', 'README.md'), 'utf8');
    const line = /^Content-Security-Policy: (.+)$/m.exec(readme)?.[1];
    expect(line).not.toMatch(/unsafe|blob:|data:|\*/);
    const policy = `default-src 'none'; style-src 'self'; ${line!.replaceAll('https://desk.example', desk.base)}`;
    const page = await demoUnder(await desk.context(), { 'content-security-policy': policy });
    await useIt(page, 'Хватает ли этого?');
    expect(await violationsOf(page)).toEqual([]);
  });

  it('works on a page that is isolated from all others (BR-12)', async () => {
    const page = await demoUnder(await desk.context(), {
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'document-policy': 'force-load-at-top',
      'permissions-policy': 'clipboard-write=(), display-capture=(), storage-access=()',
    });
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    await useIt(page, 'В одиночестве?');
  });
});

describe('a widget that cannot load or work does the page no harm (BR-04)', () => {
  const FAULTS: Record<string, (context: BrowserContext) => Promise<unknown>> = {
    'its script is blocked': (context) => context.route('**/widget.js', (route) => route.abort()),
    'its script is another’s page': (context) =>
      context.route('**/widget.js', (route) =>
        route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>no' }),
      ),
    'its panel is blocked': (context) => context.route('**/w/*.js', (route) => route.abort()),
    'the desk is down': (context) => context.route('**/{rpc,live}/**', (route) => route.abort()),
    'the desk answers rubbish': (context) =>
      context.route('**/rpc/**', (route) =>
        route.fulfill({ contentType: 'application/json', body: '<!doctype' }),
      ),
    'its name is taken': (context) =>
      context.addInitScript(`customElements.define('smart-support', class extends HTMLElement {});`),
    'elements cannot be defined': (context) =>
      context.addInitScript(`customElements.define = () => { throw new Error('not here'); };`),
    'it is loaded twice': (context) =>
      context.addInitScript(`addEventListener('DOMContentLoaded', () => {
        const again = document.querySelector('script[src*="widget.js"]');
        const copy = document.createElement('script');
        for (const { name, value } of again.attributes) if (name !== 'src') copy.setAttribute(name, value);
        const policy = window.trustedTypes ? { createScriptURL: (url) => url } : null;
        try { copy.src = policy.createScriptURL(again.src + '?again'); document.head.append(copy); } catch {}
      });`),
  };

  it.each(Object.keys(FAULTS))('%s', async (what) => {
    const context = await desk.context();
    await FAULTS[what]!(context);
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(`${desk.base}/demo/`);
    await page.waitForLoadState('load');
    const launcher = page.getByRole('button', { name: /^Поддержка/ });
    if (await launcher.isVisible()) await launcher.click();
    await page.evaluate(() => new Promise((done) => setTimeout(done, 150)));
    expect(await page.getByLabel('Кто вошёл').isEnabled()).toBe(true);
    expect(await page.locator('smart-support').count()).toBeLessThanOrEqual(1);
    expect(errors).toEqual([]);
  });
});
