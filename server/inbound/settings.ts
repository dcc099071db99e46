/** Where answers by mail are read from, and the addresses they go to. */

export type InboundSettings = {
  host: string;
  port: number;
  /** TLS from the first byte; otherwise it is begun before anything secret is said. */
  secure: boolean;
  user: { name: string; password: string };
  mailbox: string;
  replyTo: ReplyTo;
  /** Whose Authentication-Results are believed; null: nobody's, and no sender is taken as proved. */
  authServer: string | null;
};

/** An address with a place for what cannot be guessed. */
export type ReplyTo = { before: string; after: string };

const TOKEN = '{token}';

export const addressFor =
  ({ before, after }: ReplyTo) =>
  (token: string): string =>
    before + token + after;

/** The token of an address of ours; null for any other. */
export function tokenOf({ before, after }: ReplyTo, address: string): string | null {
  const given = address.toLowerCase();
  const [begin, end] = [before.toLowerCase(), after.toLowerCase()];
  if (!given.startsWith(begin) || !given.endsWith(end) || given.length <= begin.length + end.length)
    return null;
  return given.slice(begin.length, given.length - end.length);
}

type Problem = { setting: 'IMAP_URL' | 'MAIL_REPLY_TO' | 'MAIL_AUTH_SERVER'; problem: string };
type Given = { imap: string | null; replyTo: string | null; authServer: string | null };

/** Null when it is not set up. */
export function readInbound({ imap, replyTo, authServer }: Given): InboundSettings | null | Problem {
  if (imap === null && replyTo === null && authServer === null) return null;
  if (imap === null)
    return {
      setting: 'IMAP_URL',
      problem: 'is missing while MAIL_REPLY_TO or MAIL_AUTH_SERVER is set; set it too',
    };
  if (replyTo === null)
    return { setting: 'MAIL_REPLY_TO', problem: 'is missing while IMAP_URL is set; set both, or neither' };
  const url = URL.parse(imap);
  const secure = url?.protocol === 'imaps:';
  if (!url?.hostname || !(secure || url.protocol === 'imap:') || !url.username || !url.password || url.search)
    // It has a password in it: never said again.
    return {
      setting: 'IMAP_URL',
      problem: 'is not the address of a mailbox; write it like imaps://name:password@mail.example.com/INBOX',
    };
  const [before = '', after, ...more] = replyTo.split(TOKEN);
  if (
    after === undefined ||
    more.length > 0 ||
    !/^[\w.+-]*$/.test(before) ||
    !/^[\w.+-]*@[^\s@<>,;]+$/.test(after)
  )
    return {
      setting: 'MAIL_REPLY_TO',
      problem: `"${replyTo}" is no address with a place for a token; write it like support+{token}@example.com`,
    };
  if (authServer !== null && !/^[\w.-]+$/.test(authServer))
    return {
      setting: 'MAIL_AUTH_SERVER',
      problem: `"${authServer}" is not the name of a host; write it like mx.example.com`,
    };
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (secure ? 993 : 143),
    secure,
    user: { name: decodeURIComponent(url.username), password: decodeURIComponent(url.password) },
    mailbox: decodeURIComponent(url.pathname.slice(1)) || 'INBOX',
    replyTo: { before, after },
    authServer,
  };
}
