/**
 * A department's page: no account, a link that was sent to it. Reading changes nothing, however often a mail scanner does
 * it; every act is a POST from our own page. Whatever does not open looks the same.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Hono } from 'hono';
import { randomId } from '../../auth/secrets.ts';
import type { TooMany } from '../../auth/rate-limits.ts';
import { openLink, type Opened } from '../../second-line/department-links.ts';
import { filesOf, shownOf } from '../../second-line/shown.ts';
import { fileAnswer } from '../file-answer.ts';
import { PAGE_HEADERS, type DepartmentDoors } from './doors.ts';
import { departmentPage, gonePage, waitPage, type Filled } from './page.ts';
import { takeForm } from './take-form.ts';
import { languageOf } from './words.ts';

type Env = { Variables: { address: string } };

export function departmentDoors(doors: DepartmentDoors): Hono<Env> {
  const { deps, limits, attachments, keys, places } = doors;
  const app = new Hono<Env>();

  const wait = ({ retryAfterSeconds }: TooMany, language: ReturnType<typeof languageOf>): Response => {
    const headers = { ...PAGE_HEADERS, 'retry-after': String(retryAfterSeconds) };
    return new Response(waitPage(language), { status: 429, headers });
  };

  /** The question behind the link, or the page to answer with. */
  const opened = async (
    token: string,
    { address, language }: { address: string; language: ReturnType<typeof languageOf> },
  ): Promise<Opened | Response> => {
    const before = await limits.spent('department', address);
    if (before) return wait(before, language);
    const found = await openLink(deps, token, 'page');
    if (found) return found;
    // Of those that came at once, no more than the limit are told that there is nothing.
    const tooMany = await limits.take('department', address);
    if (tooMany) return wait(tooMany, language);
    return new Response(gonePage(language), { status: 404, headers: PAGE_HEADERS });
  };

  app.get('/second-line.css', async () => {
    const tokens = join(import.meta.dirname, '..', '..', '..', 'widget', 'ui', 'tokens.css');
    const css = [
      await readFile(tokens, 'utf8'),
      await readFile(join(import.meta.dirname, 'page.css'), 'utf8'),
    ];
    return new Response(css.join('\n'), {
      headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'public, max-age=300' },
    });
  });

  app.get('/second-line/:token', async (c) => {
    const token = c.req.param('token');
    const language = languageOf(c.req.header('accept-language') ?? null);
    const found = await opened(token, { address: c.get('address'), language });
    if (found instanceof Response) return found;
    const done = c.req.query('done');
    const filled: Filled = done === 'answer' || done === 'take' ? { done } : {};
    return pageOf(doors, found, { token, language, filled });
  });

  app.get('/second-line/:token/files/:id', async (c) => {
    const language = languageOf(c.req.header('accept-language') ?? null);
    const found = await opened(c.req.param('token'), { address: c.get('address'), language });
    if (found instanceof Response) return found;
    const shown = await shownOf({ ...deps, at: deps.now() }, found.loaded, found.escalation);
    const file = filesOf(shown).find(({ id }) => id === c.req.param('id'));
    if (!file) return new Response(gonePage(language), { status: 404, headers: PAGE_HEADERS });
    return fileAnswer(file, { attachments, keys, places, now: deps.now }, c.req.method);
  });

  app.post('/second-line/:token/:act', async (c) => {
    const token = c.req.param('token');
    const language = languageOf(c.req.header('accept-language') ?? null);
    const found = await opened(token, { address: c.get('address'), language });
    if (found instanceof Response) return found;
    return takeForm(doors, found, {
      act: c.req.param('act'),
      request: c.req.raw,
      token,
      language,
      again: (filled) => pageOf(doors, found, { token, language, filled, status: 422 }),
    });
  });
  return app;
}

async function pageOf(
  { deps, filesMaxBytes }: DepartmentDoors,
  { loaded, escalation, holder, caller }: Opened,
  {
    token,
    language,
    filled,
    status = 200,
  }: { token: string; language: ReturnType<typeof languageOf>; filled: Filled; status?: number },
): Promise<Response> {
  // What was refused was decided on what is there now.
  const now = status === 200 ? null : await deps.store.tickets.load(caller.ticketId);
  const latest = now?.ticket.escalations.find(({ id }) => id === escalation.id);
  const shown = await shownOf({ ...deps, at: deps.now() }, now ?? loaded, latest ?? escalation);
  const page = departmentPage({
    shown,
    token,
    language,
    asksName: 'channel' in holder,
    requestId: randomId(),
    filesMaxBytes,
    filled,
  });
  return new Response(page, { status, headers: PAGE_HEADERS });
}
