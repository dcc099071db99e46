/**
 * The backend of a licensee, as small as it can be: it knows who is signed in to the licensee's own product, and signs that
 * for the desk. This is all that a licensee has to write.
 */
import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { importJWK, SignJWT } from 'jose';

/** What the desk's administrator hands over when a site gets its identity key: `/admin/`, licensees, site, new key. */
export type IdentityKey = { siteId: string; kid: string; privateKeyJwk: string };

/** Users of the product. A real one has them in its database. */
const USERS = {
  elena: { id: 'u-1001', name: 'Елена Судакова', email: 'elena@northwind.example' },
  pavel: { id: 'u-1002', name: 'Павел Орлов', email: 'pavel@northwind.example' },
} as const;
type UserName = keyof typeof USERS;

const SIGNED_IN = 'demo-signed-in';
/** At most ten minutes are accepted; the widget asks again when it needs to. */
const TOKEN_LIVES_S = 300;

export function licenseeBackend(key: IdentityKey, secure: boolean): Hono {
  const app = new Hono();
  /** The product's own sessions: cookie → user. */
  const sessions = new Map<string, UserName>();
  const userOf = (cookie: string | undefined) => (cookie ? sessions.get(cookie) : undefined);

  app.post('/sign-in/:user', (c) => {
    const user = c.req.param('user');
    if (!(user in USERS)) return c.notFound();
    const session = randomBytes(16).toString('base64url');
    sessions.set(session, user as UserName);
    setCookie(c, SIGNED_IN, session, { httpOnly: true, sameSite: 'Strict', path: '/demo', secure });
    return c.body(null, 204);
  });

  app.post('/sign-out', (c) => {
    sessions.delete(getCookie(c, SIGNED_IN) ?? '');
    setCookie(c, SIGNED_IN, '', { httpOnly: true, sameSite: 'Strict', path: '/demo', secure, maxAge: 0 });
    return c.body(null, 204);
  });

  app.get('/who', (c) => c.json({ user: userOf(getCookie(c, SIGNED_IN)) ?? null }));

  /** Who the token speaks of comes from the session, never from the request: else anybody could be anybody. */
  app.post('/identity-token', async (c) => {
    const name = userOf(getCookie(c, SIGNED_IN));
    if (!name) return c.text('Nobody is signed in.', 401);
    const user = USERS[name];
    const token = await new SignJWT({ name: user.name, email: user.email, email_verified: true })
      .setProtectedHeader({ alg: 'EdDSA', kid: key.kid, typ: 'support-identity+jwt' })
      .setIssuer(key.siteId)
      .setAudience('smart-support')
      .setSubject(user.id)
      .setJti(randomBytes(16).toString('base64url'))
      .setIssuedAt()
      .setExpirationTime(`${TOKEN_LIVES_S}s`)
      .sign(await importJWK(JSON.parse(key.privateKeyJwk), 'EdDSA'));
    return c.text(token);
  });
  return app;
}
