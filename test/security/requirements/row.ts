/** How a requirement is written down, and where the tests are that keep many of them. */

/** File and name of a test, or of the group of tests. */
export type TestName = readonly [file: string, name: string];
export type Kept = { says: string; tests: readonly TestName[] } & (
  { guards: readonly string[] } | { noGuard: string }
);
/** Other rows say it already: it is kept where all of them are. */
export type Same = { says: string; as: readonly string[] };
export type Missing = { says: string; missing: string };
export type Row = Kept | Same | Missing;
export type Rows = Readonly<Record<string, Row>>;

export const PROCEDURES = 'test/security/every-procedure.test.ts';
export const SCHEMAS = 'test/security/schemas.test.ts';
export const TOKENS = 'test/security/tokens.test.ts';
export const WIRE = 'test/security/wire.test.ts';
export const ORIGINS = 'test/security/origins.test.ts';
export const STAFF = 'test/security/better-auth.test.ts';
export const SECOND_FACTOR = 'test/security/second-factor.test.ts';
export const DEPARTMENT = 'test/security/department-page.test.ts';
export const CLICKS = 'test/security/mattermost-clicks.test.ts';
export const IDENTITY_TOKEN = 'test/server/auth/identity-token.test.ts';
export const SESSIONS = 'test/server/auth/client-sessions.test.ts';
export const DOORS = 'test/server/http/doors.test.ts';
export const FILES = 'test/server/http/files.test.ts';
export const LIVE = 'test/server/http/live.test.ts';
export const MAIL_PAGES = 'test/server/http/mail-pages.test.ts';
export const CLIENT_MAIL = 'test/server/delivery/client-mail.test.ts';
export const EMAIL = 'test/server/delivery/email.test.ts';
export const FENCES = 'test/server/delivery/mattermost-text.test.ts';
export const REPORT_FILES = 'test/server/reports/report-files.test.ts';
export const ATTACHMENTS = 'test/server/files/attachments.test.ts';
export const SNIFF = 'test/server/files/sniff.test.ts';
export const METRICS = 'test/server/health/metrics.test.ts';
export const ERASE = 'test/server/privacy/erase-person.test.ts';
export const AUDIT = 'test/server/audit.test.ts';
export const FUZZ = 'test/fuzz/fuzz.test.ts';
