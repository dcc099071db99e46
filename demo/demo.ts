/** A product of a licensee with the widget in it: pages, and the backend behind them. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Hono } from 'hono';
import { licenseeBackend, type IdentityKey } from './backend.ts';

export type DemoSite = IdentityKey & { siteKey: string };

const PAGES = join(import.meta.dirname, 'pages');

const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
};

/** All that a page needs to allow for the widget: the desk as a source of scripts and as a place to connect to. */
const POLICY =
  "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; " +
  "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types smart-support";

/** A host that allows nothing else at all, and dresses everything it can reach. */
const HOSTILE_POLICY = (nonce: string) =>
  `default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'nonce-${nonce}'; base-uri 'none'; ` +
  "require-trusted-types-for 'script'; trusted-types smart-support lit-html";

const FILES: Record<string, { policy: string }> = {
  'index.html': { policy: POLICY },
  'feedback.html': { policy: POLICY },
  'hostile.html': { policy: HOSTILE_POLICY('hostile') },
  'page.css': { policy: POLICY },
  'page.js': { policy: POLICY },
  'hostile.js': { policy: POLICY },
};

export function demoPages(site: DemoSite, baseUrl: URL): Hono {
  const app = new Hono();
  app.route('/backend', licenseeBackend(site, baseUrl.protocol === 'https:'));
  app.get('/', (c) => c.redirect('/demo/'));
  app.get('/*', async (c) => {
    const name = c.req.path.slice('/demo/'.length) || 'index.html';
    return (await page(name, site)) ?? c.notFound();
  });
  return app;
}

async function page(name: string, { siteKey }: DemoSite): Promise<Response | null> {
  const known = FILES[name];
  if (!known) return null;
  const text = (await readFile(join(PAGES, name), 'utf8')).replaceAll('{{site-key}}', siteKey);
  return new Response(text, {
    headers: {
      'content-type': TYPES[name.split('.').at(-1) ?? ''] ?? 'text/plain',
      'content-security-policy': known.policy,
    },
  });
}
