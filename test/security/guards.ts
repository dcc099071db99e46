/**
 * A guard counts once its test has been seen to fail without it. Takes each guard of the table out of a copy of the
 * sources, runs the test that watches it, and says which of them nobody missed.
 *
 *   npm run guards            all of them, some minutes
 *   npm run guards -- NAME…   those whose name has one of these in it
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Guard = [name: string, file: string, guard: string, without: string, test: string];

export const GUARDS: readonly Guard[] = [
  [
    'what opens doors to others asks for the password again',
    'server/auth/admit.ts',
    'if (needsPassword && !caller.confirmed)',
    'if (false)',
    'test/server/auth/staff-sessions.test.ts',
  ],
  [
    'a password that was given runs out',
    'server/auth/staff-door.ts',
    'since >= 0 && since < CONFIRMED_FOR',
    'since >= 0',
    'test/server/auth/staff-sessions.test.ts',
  ],
  [
    'a session of staff idles out',
    'server/auth/staff-door.ts',
    'if (idle >= STAFF_SESSION_IDLE) {',
    'if (false) {',
    'test/server/auth/staff-sessions.test.ts',
  ],
  [
    'what a page asks by itself keeps no session alive',
    'server/auth/staff-door.ts',
    "why === 'use' && idle >= TOUCH_EVERY",
    'idle >= TOUCH_EVERY',
    'test/server/auth/staff-sessions.test.ts',
  ],
  [
    'a revoked key ends the sessions born from it',
    'server/store/sites.ts',
    "if (end === 'retired') return 0;",
    'if (end) return 0;',
    'test/server/rpc/administration.test.ts',
  ],
  [
    'a key is of the kind that its algorithm takes',
    'server/auth/identity-keys.ts',
    'isOf(key) ? JSON',
    'true ? JSON',
    'test/server/rpc/administration.test.ts',
  ],
  [
    'where consent is asked no ticket comes without it',
    'server/commands/consent.ts',
    "if (!given) return { refusal: { code: 'consent_needed', version } };",
    'if (!given) return null;',
    'test/server/privacy/consent.test.ts',
  ],
  [
    'a consent is to the version that is asked now',
    'server/commands/consent.ts',
    'given.version === version && ',
    '',
    'test/server/privacy/consent.test.ts',
  ],
  [
    'a consent is to the very text that was shown',
    'server/commands/consent.ts',
    ' && hash === hashOfText(text[language])',
    '',
    'test/server/privacy/consent.test.ts',
  ],
  [
    'a consent is written in the commit of its ticket',
    'server/store/commit.ts',
    'if (change.consent) await putConsent(tx, change.consent);',
    '',
    'test/server/privacy/consent.test.ts',
  ],
  [
    'a new text is asked of who has consented to the old one',
    'server/store/consents.ts',
    ".whereRef('consent.version', '=', 'asked.version')",
    '',
    'test/server/privacy/consent.test.ts',
  ],
  [
    'what was deleted is written over in the file',
    'server/store/sqlite/connect.ts',
    "connection.pragma('secure_delete = ON');",
    '',
    'test/server/store/sqlite/file.test.ts',
  ],
  [
    'who was erased is gone from the search’s older parts',
    'server/store/privacy.ts',
    'scrub: () => scrub(db),',
    'scrub: async () => {},',
    'test/server/privacy/erase-person.test.ts',
  ],
  [
    'who was erased is gone from the outbox',
    'server/store/privacy.ts',
    "await tx.deleteFrom('outbox').where('ticket_id', '=', id).execute();",
    '',
    'test/server/privacy/erase-person.test.ts',
  ],
  [
    'who was erased is not opened by an old session',
    'server/store/privacy.ts',
    "    'client_session',\n",
    '',
    'test/server/privacy/erase-person.test.ts',
  ],
  [
    'an erased file’s bytes go',
    'server/commands/erase-person.ts',
    'for (const file of await store.privacy.erase(erasure)) await attachments.drop(file);',
    'await store.privacy.erase(erasure);',
    'test/server/privacy/erase-person.test.ts',
  ],
  [
    'an erasure comes before the database knows of it',
    'server/commands/erase-person.ts',
    'await addTombstones(deps.tombstones, [erasure]);',
    '',
    'test/server/privacy/erase-person.test.ts',
  ],
  [
    'a person’s data is for administrators',
    'server/http/own-link.ts',
    "caller?.role === 'administrator' ? caller : null",
    'caller',
    'test/server/privacy/erase-person.test.ts',
  ],
  [
    'what staff read is noted before they are answered',
    'server/rpc/procedures.ts',
    'if (result.ok) await audit.read(noted);',
    'if (result.ok) void audit.read(noted).catch(() => {});',
    'test/server/audit.test.ts',
  ],
  [
    'an act that the role does not allow is noted',
    'server/auth/admit.ts',
    "{ refusal: { code: 'not_allowed' }, staffId: caller.staffId }",
    "{ refusal: { code: 'not_allowed' } }",
    'test/server/audit.test.ts',
  ],
  [
    'a disk without room takes nothing in from clients',
    'server/health/room.ts',
    'if (await isShort())',
    'if (false)',
    'test/server/health/room.test.ts',
  ],
  [
    'after a failed sync nothing of the database is believed',
    'server/store/sqlite/failure.ts',
    'if (NOT_SYNCED.test(code))',
    'if (false)',
    'test/server/store/sqlite/damage.test.ts',
  ],
  [
    'a damaged database answers nothing more',
    'server/store/sqlite/dialect.ts',
    'if (this.#lost) throw this.#lost;',
    '',
    'test/server/store/sqlite/damage.test.ts',
  ],
  [
    'a database that is gone is not made anew',
    'server/store/sqlite/open.ts',
    'refuseGone(file, { used: used || lock.used });',
    '',
    'test/server/store/sqlite/damage.test.ts',
  ],
  [
    'a damaged log of the database is not opened',
    'server/store/sqlite/open.ts',
    'refuseDamagedLog(file);',
    '',
    'test/server/store/sqlite/log-damage.test.ts',
  ],
  [
    'a damaged database is not opened',
    'server/store/sqlite/open.ts',
    'if (lock) refuseDamaged(connection, file);',
    '',
    'test/server/store/sqlite/damage.test.ts',
  ],
  [
    'a full disk is no fault of ours, and comes again',
    'server/store/sqlite/dialect.ts',
    'const known = translated(cause);',
    'const known = cause;',
    'test/server/store/sqlite/full-disk.test.ts',
  ],
  [
    'a link of a department runs out',
    'server/second-line/department-links.ts',
    'link.revokedAt !== null || !livesAt(link, now())',
    'link.revokedAt !== null',
    'test/security/department-page.test.ts',
  ],
  [
    'a link of a department can be revoked',
    'server/second-line/department-links.ts',
    'link.revokedAt !== null || !livesAt(link, now())',
    '!livesAt(link, now())',
    'test/security/department-page.test.ts',
  ],
  [
    'a link for answers by mail opens no page',
    'server/second-line/department-links.ts',
    ' || link.purpose !== purpose',
    '',
    'test/security/department-page.test.ts',
  ],
  [
    'wrong links of departments are counted, also those that come at once',
    'server/http/second-line/department-doors.ts',
    'if (tooMany) return wait(tooMany, language);',
    '',
    'test/security/department-page.test.ts',
  ],
  [
    'a click counts on its own post and channel alone',
    'server/http/second-line/mattermost-actions.ts',
    'post === null || button.channelId !== channel_id || post !== post_id',
    'post === null',
    'test/security/mattermost-clicks.test.ts',
  ],
  [
    'a click counts once',
    'server/http/second-line/mattermost-actions.ts',
    'button.usedAt !== null || !livesAt(button, now())',
    '!livesAt(button, now())',
    'test/security/mattermost-clicks.test.ts',
  ],
  [
    'a click runs out',
    'server/http/second-line/mattermost-actions.ts',
    'button.usedAt !== null || !livesAt(button, now())',
    'button.usedAt !== null',
    'test/security/mattermost-clicks.test.ts',
  ],
  [
    'a click is by a member of the department',
    'server/http/second-line/mattermost-actions.ts',
    'each.mattermostUserId === user_id && !each.disabled && keys.includes(each.department)',
    'each.mattermostUserId === user_id',
    'test/security/mattermost-clicks.test.ts',
  ],
  [
    'an answer by mail from an unproved sender is unverified',
    'server/inbound/take-mail.ts',
    '!(mail.proved && isFromHolder(opened, mail.from))',
    'false',
    'test/server/inbound/mail-answers.test.ts',
  ],
  [
    'what a program has sent is no answer',
    'server/inbound/read-mail.ts',
    'if (isAutomatic(mail)) return',
    'if (false) return',
    'test/server/inbound/mail-answers.test.ts',
  ],
  [
    'the numbers are for whoever has their token',
    'server/http/health.ts',
    '!isSame(given, `Bearer ${metrics.token}`)',
    'metrics.token === given',
    'test/server/health/metrics.test.ts',
  ],
  [
    'a token in an address never comes into the log',
    'server/http/app.ts',
    '(?:second-line|rate|mail)',
    '(?:second-line)',
    'test/server/health/metrics.test.ts',
  ],
  [
    'mail goes to addresses that the licensee has vouched for',
    'server/delivery/wording/client-mail.ts',
    'person.anonymous || !person.emailVerified || person.email === null',
    'person.email === null',
    'test/server/delivery/client-mail.test.ts',
  ],
  [
    'a mail quotes nothing that is for staff',
    'server/domain/notices/notices-of.ts',
    'body.words !== null && !wordsAreForStaff(body)',
    'body.words !== null',
    'test/server/domain/notices/notices-of.test.ts',
  ],
  [
    'a mail leads to the licensee’s own pages',
    'server/delivery/wording/mail-links.ts',
    'from && site.origins.includes(from.origin)',
    'from',
    'test/server/delivery/client-mail.test.ts',
  ],
  [
    'so many mails a day, and no more',
    'server/delivery/wording/mail-budget.ts',
    'sent.ofPerson >= MAILS_A_DAY.person',
    'sent.ofPerson < 0',
    'test/server/delivery/client-mail.test.ts',
  ],
  [
    'a link of a mail opens one thing',
    'server/store/mail.ts',
    `.where('purpose', '=', purpose)`,
    '',
    'test/server/http/mail-pages.test.ts',
  ],
  [
    'a link of a mail is over when it is over',
    'server/store/mail.ts',
    `.where('expires_at', '>', at)`,
    '',
    'test/server/http/mail-pages.test.ts',
  ],
  [
    'a rating is of the cycle it was asked for',
    'server/commands/rate-by-link.ts',
    'cycle.number === number && untilAt !== null',
    'untilAt !== null',
    'test/server/http/mail-pages.test.ts',
  ],
  [
    'wrong links of mails are counted',
    'server/http/mail-pages.ts',
    `if (await limits.spent('link', who)) return answer(nothingHere(), 429);`,
    '',
    'test/server/http/mail-pages.test.ts',
  ],
  [
    'the algorithm belongs to the key',
    'server/auth/identity-token.ts',
    `if (header['alg'] !== key.algorithm) return { fault: 'wrong_algorithm' };`,
    '',
    'test/server/auth/identity-token.test.ts',
  ],
  [
    'an identity token has its own type',
    'server/auth/identity-token.ts',
    `if (header['typ'] !== IDENTITY_TYPE) return { fault: 'wrong_type' };`,
    '',
    'test/server/auth/identity-token.test.ts',
  ],
  [
    'no other header is believed',
    'server/auth/identity-token.ts',
    'Object.keys(header).some((name) => !HEADER_NAMES.includes(name))',
    'false',
    'test/server/auth/identity-token.test.ts',
  ],
  [
    'a token is for one site',
    'server/auth/identity-token.ts',
    `if (iss !== siteId) return { fault: 'wrong_issuer' };`,
    '',
    'test/server/auth/identity-token.test.ts',
  ],
  [
    'a token lives ten minutes at most',
    'server/auth/identity-token.ts',
    'exp - iat > LONGEST_LIFE_S',
    'false',
    'test/server/auth/identity-token.test.ts',
  ],
  [
    'a retired key signs nothing',
    'server/auth/identity-token.ts',
    `|| key.state !== 'active'`,
    '',
    'test/server/auth/identity-token.test.ts',
  ],
  [
    'a name stands once',
    'server/auth/strict-json.ts',
    'namesWritten(text) === namesKept(value)',
    'true',
    'test/server/auth/identity-token.test.ts',
  ],
  [
    'a token is used once',
    'server/auth/client-door.ts',
    '(await store.sessions.useToken(site.id, identity.jti, identity.deadAt))',
    'true',
    'test/server/auth/identity-token.test.ts',
  ],
  [
    'a session idles out',
    'server/auth/client-door.ts',
    '&& Math.abs(at - session.lastUsedAt) < SESSION_IDLE',
    '',
    'test/server/auth/client-sessions.test.ts',
  ],
  [
    'a session ends',
    'server/auth/client-door.ts',
    'livesAt(session, at) &&',
    '',
    'test/server/auth/client-sessions.test.ts',
  ],
  [
    'identity is required at every call',
    'server/auth/client-door.ts',
    'if (!session.verified && !letsAnonymousIn(of))',
    'if (false)',
    'test/security/every-procedure.test.ts',
  ],
  [
    'the origin is asked at every call',
    'server/auth/client-door.ts',
    'if (!isOriginOf(of, origin))',
    'if (false)',
    'test/security/origins.test.ts',
  ],
  [
    'the origin is asked at opening',
    'server/auth/client-door.ts',
    'return isOriginOf(found, origin) ? found',
    'return true ? found',
    'test/security/origins.test.ts',
  ],
  [
    'unknown origins are refused',
    'server/http/cors.ts',
    '!(await isKnown(origin))',
    'false',
    'test/security/origins.test.ts',
  ],
  [
    'another site cannot read the refusal',
    'server/http/cors.ts',
    `if (c.get('originRefused')) return;`,
    '',
    'test/security/origins.test.ts',
  ],
  [
    'our own header',
    'server/auth/admit.ts',
    `headers.get(OUR_HEADER) === '1' &&`,
    '',
    'test/security/origins.test.ts',
  ],
  [
    'our own origin',
    'server/auth/admit.ts',
    '(origin === null || origin === ownOrigin) &&',
    '',
    'test/security/origins.test.ts',
  ],
  [
    'the same site',
    'server/auth/admit.ts',
    `(site === null || site === 'same-origin')`,
    'true',
    'test/security/origins.test.ts',
  ],
  [
    'JSON alone',
    'server/http/rpc.ts',
    'if (!isJson(request.headers)) return new Response(null, { status: 415 });',
    '',
    'test/security/origins.test.ts',
  ],
  [
    'roles',
    'server/auth/admit.ts',
    'if (!roles.includes(caller.role))',
    'if (false)',
    'test/security/every-procedure.test.ts',
  ],
  [
    'a ticket is one person’s',
    'server/store/tickets.ts',
    `.where('licensee_id', '=', licenseeId)
    .where('person_id', '=', personId),`,
    `.where('licensee_id', '=', licenseeId),`,
    'test/security/every-procedure.test.ts',
  ],
  [
    'a ticket is one licensee’s',
    'server/store/tickets.ts',
    `.where('id', '=', id)
    .where('licensee_id', '=', licenseeId)
    .where('person_id', '=', personId),`,
    `.where('id', '=', id),`,
    'test/security/every-procedure.test.ts',
  ],
  [
    'a list is one person’s',
    'server/store/person-tickets.ts',
    `.where('ticket.person_id', '=', scope.personId)`,
    '',
    'test/security/every-procedure.test.ts',
  ],
  [
    'a note’s file is for staff',
    'server/store/files.ts',
    '|| (await isOfNote(db, row.ticket_id, id))',
    '',
    'test/security/every-procedure.test.ts',
  ],
  [
    'an upload is its uploader’s',
    'server/store/files.ts',
    'return row.uploader === me ? fileOf(row) : null;',
    'return fileOf(row);',
    'test/security/every-procedure.test.ts',
  ],
  [
    'notes are for staff',
    'server/rpc/views/entries.ts',
    'events.filter(({ body }) => !isForStaff(body))',
    'events',
    'test/security/every-procedure.test.ts',
  ],
  [
    'so are the words of going on',
    'server/domain/ticket/for-staff.ts',
    'return MOVES_WITH_A_NOTE.includes(body.act);',
    'return false;',
    'test/server/http/files.test.ts',
  ],
  [
    'a file link is signed',
    'server/auth/file-links.ts',
    `if (!keys.isSignatureOf(one('sign'), signed(link))) return null;`,
    '',
    'test/server/http/files.test.ts',
  ],
  [
    'a file link ends',
    'server/auth/file-links.ts',
    'livesAt({ createdAt: link.until - FILE_LINK_LIFE, expiresAt: link.until }, at)',
    'true',
    'test/server/http/files.test.ts',
  ],
  [
    'a file link is asked again',
    'server/http/files.ts',
    'file = scope && (await store.files.getForPerson(scope, id));',
    'file = scope && (await store.files.get(id));',
    'test/server/http/files.test.ts',
  ],
  [
    'a stream looks again',
    'server/http/live.ts',
    `(now) => 'refusal' in now && end(),`,
    '() => {},',
    'test/server/http/live.test.ts',
  ],
  [
    'looking is no use',
    'server/auth/client-door.ts',
    `why === 'use' && at`,
    'at',
    'test/server/http/live.test.ts',
  ],
  [
    'five streams',
    'server/http/live.ts',
    'theirs.size >= MOST_STREAMS',
    'false',
    'test/server/http/live.test.ts',
  ],
  [
    'a one-time link is used once',
    'server/commands/accept-invitation.ts',
    'if (!used) return USED_UP;',
    '',
    'test/security/better-auth.test.ts',
  ],
  [
    'a one-time link ends',
    'server/commands/accept-invitation.ts',
    '|| !livesAt(link, now())',
    '',
    'test/security/better-auth.test.ts',
  ],
  [
    'there is one first administrator',
    'server/commands/accept-invitation.ts',
    `if (link.purpose === 'first_administrator' && (await store.staff.administrators()) > 0) return USED_UP;`,
    '',
    'test/security/better-auth.test.ts',
  ],
  [
    'the disabled get no session',
    'server/auth/staff-auth.ts',
    'return member !== null && !member.disabled;',
    'return true;',
    'test/security/better-auth.test.ts',
  ],
  [
    'the disabled are out at once',
    'server/auth/staff-door.ts',
    'return member && !member.disabled ?',
    'return member ?',
    'test/server/http/live.test.ts',
  ],
  [
    'a new role is a new session',
    'server/commands/update-staff.ts',
    'change.disabled || roleChanged',
    'change.disabled',
    'test/security/better-auth.test.ts',
  ],
  [
    'inputs are strict',
    'server/rpc/schemas.ts',
    'export const seen = z.strictObject',
    'export const seen = z.object',
    'test/security/every-procedure.test.ts',
  ],
  [
    'a body has its limit',
    'server/http/body.ts',
    'if (bytes > mostBytes) return null;',
    '',
    'test/server/http/doors.test.ts',
  ],
  [
    'an asset is a name and no path',
    'server/http/assets.ts',
    '|| !NAME.test(name)',
    '',
    'test/server/http/doors.test.ts',
  ],
  [
    'ten calls in one request',
    'server/http/rpc.ts',
    'maxBatchSize: MOST_CALLS,',
    '',
    'test/server/http/doors.test.ts',
  ],
  [
    'guesses are counted',
    'server/auth/client-door.ts',
    `await limits.take('guess', guesses);`,
    '',
    'test/server/auth/client-sessions.test.ts',
  ],
  [
    'only a proxy of ours is believed',
    'server/http/address.ts',
    'if (!trustedProxies.includes(peer)) return peer;',
    '',
    'test/server/auth/client-sessions.test.ts',
  ],
  [
    'a subject is one site’s',
    'server/store/people.ts',
    `      .where('site_id', '=', siteId)
      .where('subject', '=', subject)`,
    `      .where('subject', '=', subject)`,
    'test/server/auth/identity-token.test.ts',
  ],
  [
    'a key is sealed',
    'server/auth/identity-keys.ts',
    'sealedSecret: keys.seal(secret),',
    `sealedSecret: secret.toString('base64url'),`,
    'test/server/rpc/administration.test.ts',
  ],
  [
    'only hashes are kept',
    'server/auth/secrets.ts',
    `createHash('sha256').update(token).digest('base64url')`,
    'token',
    'test/server/auth/client-sessions.test.ts',
  ],
  [
    'a closed session is closed',
    'server/auth/client-door.ts',
    'close: (sessionId) => store.sessions.end(sessionId),',
    'close: async () => {},',
    'test/server/auth/client-sessions.test.ts',
  ],
  [
    'lengths are compared before letters',
    'server/auth/secrets.ts',
    'return given.length === wanted.length && timingSafeEqual(given, wanted);',
    'return timingSafeEqual(given, wanted);',
    'test/security/tokens.test.ts',
  ],
  [
    'a token is its very letters',
    'server/auth/secrets.ts',
    `.update(token).digest('base64url')`,
    `.update(token.trim()).digest('base64url')`,
    'test/security/tokens.test.ts',
  ],
  [
    'a token is random',
    'server/auth/secrets.ts',
    `randomBytes(32).toString('base64url')`,
    `createHash('sha256').update('salt').digest('base64url')`,
    'test/security/tokens.test.ts',
  ],
  [
    'a file on disk has a name of ours',
    'server/files/attachments.ts',
    'const id = folder.newName();',
    'const id = name;',
    'test/server/files/attachments.test.ts',
  ],
  [
    'what stands in a report’s page is text',
    'server/delivery/wording/escaped.ts',
    'text.replace(/[&<>"\']/g, (each) => ENTITIES[each] ?? each)',
    'text',
    'test/server/reports/report-files.test.ts',
  ],
  [
    'a file in an act is its sender’s',
    'server/store/commit.ts',
    `.where('uploader', '=', uploader)`,
    '',
    'test/security/every-procedure.test.ts',
  ],
  [
    'a fence is longer than what it holds',
    'server/delivery/mattermost-text.ts',
    'Math.max(3, longestRun(text) + 1)',
    '3',
    'test/server/delivery/mattermost-text.test.ts',
  ],
  [
    'an answer to a click is taken as it is',
    'server/http/second-line/mattermost-actions.ts',
    '{ ...answer, skip_slack_parsing: true }',
    'answer',
    'test/security/mattermost-clicks.test.ts',
  ],
  [
    'no answer is kept by anybody',
    'server/http/headers.ts',
    `'cache-control': 'no-store',`,
    '',
    'test/server/http/doors.test.ts',
  ],
  [
    'no answer is framed',
    'server/http/headers.ts',
    `"default-src 'none'; frame-ancestors 'none'"`,
    `"default-src 'none'"`,
    'test/server/http/doors.test.ts',
  ],
  [
    'the console has its policy',
    'server/http/pages.ts',
    `'content-security-policy': CONSOLE_POLICY,`,
    '',
    'test/server/http/doors.test.ts',
  ],
  [
    'an address is written in one way',
    'server/http/address.ts',
    `address.replace(/^::ffff:(?=\\d+\\.)/i, '').toLowerCase()`,
    'address',
    'test/server/auth/client-sessions.test.ts',
  ],
  [
    'a broken upload leaves no file',
    'server/files/attachments.ts',
    'if (!kept) await folder.drop(id);',
    '',
    'test/server/files/attachments.test.ts',
  ],
  [
    'an address is one address',
    'server/delivery/email.ts',
    `throw new NotDelivered('refused', 'the address is not one');`,
    'return address;',
    'test/server/delivery/email.test.ts',
  ],
  [
    'wrong passwords are counted by account',
    'server/http/staff-sign-in.ts',
    `(await doors.limits.take('password', email))`,
    'null',
    'test/server/auth/client-sessions.test.ts',
  ],
  [
    'a cell is text',
    'server/reports/csv.ts',
    "? `'${text}` : text;",
    '? text : text;',
    'test/server/reports/report-files.test.ts',
  ],
  [
    'who sends slowly is hung up on in time',
    'server/listen.ts',
    'server.headersTimeout = within.headers;',
    '',
    'test/security/wire.test.ts',
  ],
  [
    'what could not be sent is tried again',
    'server/delivery/deliver.ts',
    'if (isGivenUp(code, attempts, at - failingSince)) {',
    'if (true) {',
    'test/server/delivery/outage.test.ts',
  ],
  [
    'what is refused for good is given up',
    'server/delivery/deliver.ts',
    'if (isGivenUp(code, attempts, at - failingSince)) {',
    'if (false) {',
    'test/server/delivery/poison.test.ts',
  ],
  [
    'what one is sending another leaves alone',
    'server/store/outbox.ts',
    `.where((eb) => eb.or([eb('taken_until', 'is', null), eb('taken_until', '<=', at)]))`,
    '',
    'test/server/delivery/lease.test.ts',
  ],
  [
    'the same id with other words is refused',
    'server/store/commit.ts',
    `if (before.fingerprint !== request.fingerprint) return { is: 'reused' };`,
    '',
    'test/server/commands/submit-ticket.test.ts',
  ],
  [
    'a backup knows its bytes',
    'server/backup/manifest.ts',
    `else if ((await hashOfFile(join(folder, path))) !== sha256)`,
    'else if (sha256 === path)',
    'test/server/backup/backup.test.ts',
  ],
  [
    'closed tickets alone are forgotten, and in their time',
    'server/store/privacy.ts',
    `.where('ticket.closed_at', '<', closedBefore)`,
    '',
    'test/server/privacy/retention.test.ts',
  ],
  [
    'every connection is durable',
    'server/store/sqlite/connect.ts',
    `connection.pragma('synchronous = FULL');`,
    '',
    'test/server/store/sqlite/file.test.ts',
  ],
  [
    'a site has so much at once',
    'server/overload/gate.ts',
    'site.left -= 1;',
    '',
    'test/server/overload/gate.test.ts',
  ],
  [
    'a change is to the version that was seen',
    'server/store/commit.ts',
    "if ((kept?.version ?? 0) !== seenVersion) return { is: 'moved_on', version: kept?.version ?? 0 };",
    '',
    'test/server/store/commit.test.ts',
  ],
  [
    'a text has its limit',
    'server/rpc/schemas.ts',
    `if (written.length > max) ctx.addIssue({ ...issue, code: 'too_big', maximum: max });`,
    '',
    'test/security/schemas.test.ts',
  ],
  [
    'the cookie is bound to its host',
    'server/auth/staff-auth.ts',
    `\${secure ? '__Host-' : ''}`,
    '',
    'test/security/better-auth.test.ts',
  ],
  [
    'a fault says nothing',
    'server/rpc/procedures.ts',
    `error.code === 'INTERNAL_SERVER_ERROR' ? 'fault' : shape.message`,
    'shape.message',
    'test/server/http/doors.test.ts',
  ],
  [
    'a file has its limit',
    'server/files/attachments.ts',
    'if (bytes > limits.maxBytes) return { refusal: tooLarge(name, bytes, limits) };',
    '',
    'test/server/http/files.test.ts',
  ],
  [
    'no ticket without the consent that is asked for',
    'server/commands/consent.ts',
    `if (!given) return { refusal: { code: 'consent_needed', version } };`,
    'if (!given) return null;',
    'test/server/privacy/consent.test.ts',
  ],
];

/** On PostgreSQL only where it runs nowhere else. */
const projectOf = (test: string): string =>
  test.startsWith('test/e2e/') ? 'e2e' : test.includes('/postgres/') ? 'postgres' : 'node';

function takeOut(isWanted: (name: string) => boolean): void {
  const root = join(import.meta.dirname, '..', '..');
  const copy = mkdtempSync(join(tmpdir(), 'guards-'));
  const missed: string[] = [];
  try {
    for (const folder of ['server', 'shared', 'widget', 'demo', 'test']) {
      cpSync(join(root, folder), join(copy, folder), { recursive: true });
    }
    for (const file of ['package.json', 'tsconfig.json', 'vitest.config.ts'])
      cpSync(join(root, file), join(copy, file));
    for (const folder of ['node_modules', 'dist'])
      if (existsSync(join(root, folder))) symlinkSync(join(root, folder), join(copy, folder));
    for (const [name, file, guard, without, test] of GUARDS.filter(([name]) => isWanted(name))) {
      const path = join(copy, file);
      const whole = readFileSync(path, 'utf8');
      if (!whole.includes(guard))
        throw new Error(`${name}: ${file} has no ${guard}; write in the table how it looks now`);
      writeFileSync(path, whole.replace(guard, without));
      const run = spawnSync('vitest', ['run', '--project', projectOf(test), test, '--bail', '1'], {
        cwd: copy,
        stdio: 'ignore',
      });
      writeFileSync(path, whole);
      if (run.status === 0) missed.push(name);
      console.log(`${run.status === 0 ? 'NOTHING FAILS WITHOUT' : 'a test fails without'}: ${name}`);
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
  if (missed.length > 0) {
    console.error(`no test fails without: ${missed.join(', ')}`);
    process.exit(1);
  }
}

// The table is read by a test too, which takes nothing out.
if (process.argv[1] === import.meta.filename) {
  const parts = process.argv.slice(2);
  takeOut((name) => parts.length === 0 || parts.some((part) => name.includes(part)));
}
