/** Mail by SMTP: one recipient a mail, nothing read from a file or fetched from an address on a message's behalf. */
import { createTransport } from 'nodemailer';
import { MINUTE } from '../../shared/duration.ts';
import type { EmailMessage } from './outgoing.ts';
import { oneLine } from './one-line.ts';
import { NotDelivered, type Marked, type Transport } from './transport.ts';

export type MailSettings = {
  host: string;
  port: number;
  /** TLS from the first byte. */
  secure: boolean;
  user: { name: string; password: string } | null;
  from: { name: string; address: string };
};

const ANSWER_WITHIN_MS = MINUTE / 4;
/** Of the whole of it, so that it is over before its lease is. */
const SENT_WITHIN_MS = (MINUTE * 3) / 4;

export function emailTransport(
  mail: MailSettings | null,
  withinMs = SENT_WITHIN_MS,
): Transport<EmailMessage> {
  if (!mail) {
    return {
      wayOf: () => null,
      send: () => Promise.reject(new NotDelivered('not_configured', 'SMTP_URL is not set')),
    };
  }
  const transport = createTransport({
    host: mail.host,
    port: mail.port,
    secure: mail.secure,
    // A password never crosses the net in the open; what runs on this machine crosses no net.
    requireTLS: !mail.secure && mail.user !== null && !isThisMachine(mail.host),
    ...(mail.user ? { auth: { user: mail.user.name, pass: mail.user.password } } : {}),
    connectionTimeout: ANSWER_WITHIN_MS,
    greetingTimeout: ANSWER_WITHIN_MS,
    socketTimeout: ANSWER_WITHIN_MS * 2,
    dnsTimeout: ANSWER_WITHIN_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = domainOf(mail.from.address);

  return {
    wayOf: () => 'email',

    async send(marked) {
      const composed = composeMail(marked, mail.from);
      try {
        const { rejected } = await within(withinMs, transport.sendMail(composed));
        if (rejected.length > 0) throw new NotDelivered('refused', '');
      } catch (cause) {
        throw cause instanceof NotDelivered ? cause : notDelivered(cause as SmtpError);
      }
      return { id: messageIdOf(marked.mark, domain), root: null };
    },
  };
}

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/** The same at every try: by it a repeat is known. */
export const messageIdOf = (mark: string, domain: string): string => `<${mark}@${domain}>`;

/** What all mails of a thread refer to; no mail has it as its own. */
export const anchorOf = (thread: string, domain: string): string =>
  `<${thread.replace(/[^\w.-]+/g, '.')}@${domain}>`;

export function composeMail({ message, mark }: Marked<EmailMessage>, from: MailSettings['from']) {
  const domain = domainOf(from.address);
  const anchor = message.thread === undefined ? null : anchorOf(message.thread, domain);
  const { unsubscribe, replyTo, attachments = [] } = message;
  return {
    from: { name: oneLine(from.name), address: from.address },
    to: { name: oneLine(message.to.name), address: checked(message.to.address) },
    // Whatever an address is parsed into, the mail goes to this one alone.
    envelope: { from: from.address, to: [checked(message.to.address)] },
    ...(replyTo === undefined ? {} : { replyTo: { name: '', address: checked(replyTo) } }),
    subject: oneLine(message.subject),
    text: message.text,
    html: message.html,
    messageId: messageIdOf(mark, domain),
    ...(anchor ? { inReplyTo: anchor, references: anchor } : {}),
    attachments: attachments.map(({ name, type, bytes }) => ({
      filename: oneLine(name),
      contentType: oneLine(type),
      content: Buffer.from(bytes),
    })),
    headers: {
      'Auto-Submitted': message.autoSubmitted,
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': message.language,
      ...(unsubscribe
        ? {
            'List-Unsubscribe': { prepared: true, value: `<${unsubscribe.href}>` },
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          }
        : {}),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** One address and nothing that mail programs read as more: no list, no name, no comment, no line end. */
function checked(address: string): string {
  if (/^[^\s@<>(),:;"\\[\]]+@[^\s@<>(),:;"\\[\]]+$/.test(address)) return address;
  throw new NotDelivered('bad_address', '');
}

type SmtpError = Error & { code?: string; command?: string; responseCode?: number; response?: string };

/** Before the mail itself was begun. */
const EARLY = new Set(['CONN', 'EHLO', 'HELO', 'LHLO', 'STARTTLS']);

function notDelivered(cause: SmtpError): NotDelivered {
  const { code = '', command = '', responseCode = 0 } = cause;
  const said = oneLine(cause.response ?? cause.message);
  if (code === 'EAUTH' || code === 'ENOAUTH' || command.startsWith('AUTH'))
    return new NotDelivered('sign_in_refused', said, { cause });
  // A server that is closing, or that lets nobody in.
  if (responseCode === 421 || (responseCode > 0 && EARLY.has(command)))
    return new NotDelivered('unreachable', said, { cause });
  if (responseCode >= 500) return new NotDelivered('refused', said, { cause });
  if (responseCode >= 400) return new NotDelivered('put_off', said, { cause });
  if (code === 'EENVELOPE' || code === 'EMESSAGE') return new NotDelivered('refused', said, { cause });
  if (code === 'ETIMEDOUT') return new NotDelivered('timed_out', said, { cause, unclear: true });
  return new NotDelivered('unreachable', said, { cause, unclear: true });
}

const isThisMachine = (host: string): boolean => /^(localhost|127\.\d+\.\d+\.\d+|::1)$/.test(host);

async function within<T>(ms: number, sending: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NotDelivered('timed_out', '', { unclear: true })), ms);
  });
  try {
    return await Promise.race([sending, late]);
  } finally {
    clearTimeout(timer);
  }
}
