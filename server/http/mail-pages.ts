/**
 * The pages that a mail's links open: rating a ticket, wanting no more mail. Scanners follow links, so a GET changes
 * nothing, and what is done is done by a form. Whatever is wrong with a link, the answer is the same page.
 */
import { Hono, type Context } from 'hono';
import { STARS, type Stars } from '../../shared/rating.ts';
import { FIELDS } from '../../shared/submission.ts';
import type { Language } from '../../shared/ticket.ts';
import type { RateLimits } from '../auth/rate-limits.ts';
import { hashOf, randomId } from '../auth/secrets.ts';
import { openRating, rateByLink, type OpenedRating } from '../commands/rate-by-link.ts';
import type { Deps } from '../deps.ts';
import { currentCycle } from '../domain/ticket/ticket.ts';
import { bodyWithin } from './body.ts';
import { MAIL_PAGE_POLICY, nothingHere, ratingPage, unsubscribePage } from './mail-page-views.ts';

type Variables = { Variables: { address: string } };
type Paged = Context<Variables>;

const LARGEST_FORM = 32 * 1024;
/** What `randomToken` gives, and not a character more. */
const TOKEN = /^[\w-]{43}$/u;

export function mailPages({ deps, limits }: { deps: Deps; limits: RateLimits }): Hono {
  const app = new Hono<Variables>();
  const answer = (page: string, status: 200 | 404 | 429 = 200) =>
    new Response(page, {
      status,
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': MAIL_PAGE_POLICY,
        'x-robots-tag': 'noindex',
      },
    });
  const languageOf = async (personId: string): Promise<Language> =>
    (await deps.store.mail.wishesOf(personId)).language ?? 'ru';

  /** Wrong links are counted; behind one address may sit a whole firm, whose links are right. */
  const found = async <T>(c: Paged, open: (token: string) => Promise<T | null>): Promise<T | Response> => {
    const who = `mail ${c.get('address')}`;
    if (await limits.spent('link', who)) return answer(nothingHere(), 429);
    const token = c.req.param('token') ?? '';
    const opened = TOKEN.test(token) ? await open(token) : null;
    if (opened) return opened;
    // Asked again: of those that came at once, no more than the limit are told that there is nothing.
    return answer(nothingHere(), (await limits.take('link', who)) ? 429 : 404);
  };

  type Showing = { note: 'thanks' | 'choose' | null; chosen?: Stars };
  const rating = async ({ link, loaded }: OpenedRating, { note, chosen }: Showing) => {
    const { ticket, words } = loaded;
    const given = currentCycle(ticket).rating;
    return answer(
      ratingPage({
        language: await languageOf(link.personId),
        number: ticket.number,
        title: words.get(ticket.title) ?? '',
        given: given?.stars ?? null,
        chosen: chosen ?? given?.stars ?? null,
        word: given?.words ? (words.get(given.words) ?? '') : '',
        note,
      }),
    );
  };

  app.get('/rate/:token', async (c) => {
    const opened = await found(c, (token) => openRating(deps, token));
    if (opened instanceof Response) return opened;
    const chosen = STARS.find((each) => String(each) === c.req.query('stars'));
    return rating(opened, { note: c.req.query('done') === '1' ? 'thanks' : null, ...(chosen && { chosen }) });
  });

  app.post('/rate/:token', async (c) => {
    const opened = await found(c, (token) => openRating(deps, token));
    if (opened instanceof Response) return opened;
    const form = await formOf(c);
    const stars = STARS.find((each) => String(each) === form?.get('stars'));
    const word = (form?.get('word') ?? '').replaceAll('\0', '').toWellFormed().trim();
    if (stars === undefined || word.length > FIELDS.ratingWord.max) return rating(opened, { note: 'choose' });
    const token = c.req.param('token');
    const done = await rateByLink(deps, token, { requestId: randomId(), stars, word: word || undefined });
    if ('refusal' in done) return answer(nothingHere(), 404);
    // Read again, the answer of a form would send it again.
    return c.redirect(`/rate/${token}?done=1`, 303);
  });

  const personOf = async (token: string) => {
    const link = await deps.store.mail.link(hashOf(token), 'unsubscribe', deps.now());
    return link?.personId ?? null;
  };

  app.get('/mail/:token', async (c) => {
    const personId = await found(c, personOf);
    if (personId instanceof Response) return personId;
    const { wantsMail } = await deps.store.mail.wishesOf(personId);
    return answer(unsubscribePage(await languageOf(personId), wantsMail));
  });

  /** Also what a mail program sends by itself at one click (RFC 8058): off, unless the form says on. */
  app.post('/mail/:token', async (c) => {
    const personId = await found(c, personOf);
    if (personId instanceof Response) return personId;
    const wanted = (await formOf(c))?.get('mail') === 'on';
    await deps.store.mail.setWantsMail(personId, wanted);
    return answer(unsubscribePage(await languageOf(personId), wanted));
  });

  return app as unknown as Hono;
}

async function formOf(c: Paged): Promise<URLSearchParams | null> {
  if (!/^application\/x-www-form-urlencoded/i.test(c.req.header('content-type') ?? '')) return null;
  const body = await bodyWithin(c.req.raw, LARGEST_FORM);
  return body && new URLSearchParams(new TextDecoder().decode(body));
}
