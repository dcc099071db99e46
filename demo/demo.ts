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

/** Nothing where all of it is at the page's own host. */
type Hosts = { widget: string; files: string };

/** All that a page needs to allow for the widget: the desk as a source of scripts and as a place to connect to. */
const policy = ({ widget, files }: Hosts) =>
  `default-src 'none'; script-src 'self' ${widget}; connect-src 'self' ${widget} ${files}; style-src 'self'; ` +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; " +
  'trusted-types smart-support';

/** A host that allows nothing else at all, and dresses everything it can reach. */
const hostilePolicy = ({ widget, files }: Hosts) =>
  `default-src 'none'; script-src 'self' ${widget}; connect-src 'self' ${widget} ${files}; ` +
  "style-src 'nonce-hostile'; base-uri 'none'; require-trusted-types-for 'script'; " +
  'trusted-types smart-support lit-html';

const FILES: Record<string, (hosts: Hosts) => string> = {
  'index.html': policy,
  'feedback.html': policy,
  'hostile.html': hostilePolicy,
  'page.css': policy,
  'page.js': policy,
  'hostile.js': policy,
};

export function demoPages(
  site: DemoSite,
  { desk, widget, files }: Record<'desk' | 'widget' | 'files', URL>,
): Hono {
  const app = new Hono();
  const elsewhere = ({ origin }: URL) => (origin === desk.origin ? '' : origin);
  const hosts = { widget: elsewhere(widget), files: elsewhere(files) };
  app.route('/backend', licenseeBackend(site, desk.protocol === 'https:'));
  app.get('/', (c) => c.redirect('/demo/'));
  app.get('/*', async (c) => {
    const name = c.req.path.slice('/demo/'.length) || 'index.html';
    return (await page(name, site, hosts)) ?? c.notFound();
  });
  return app;
}

async function page(name: string, { siteKey }: DemoSite, hosts: Hosts): Promise<Response | null> {
  const policyOf = FILES[name];
  if (!policyOf) return null;
  const text = await readFile(join(PAGES, name), 'utf8');
  return new Response(text.replaceAll('{{site-key}}', siteKey).replaceAll('{{widget-at}}', hosts.widget), {
    headers: {
      'content-type': TYPES[name.split('.').at(-1) ?? ''] ?? 'text/plain',
      'content-security-policy': policyOf(hosts).replace(/ +(?=[ ;])/g, ''),
    },
  });
}
