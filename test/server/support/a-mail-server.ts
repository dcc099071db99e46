/** A real mail server on a port of this machine, which does as it is told. */
import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { onTestFinished } from 'vitest';
import type { MailSettings } from '../../../server/delivery/email.ts';

export type Mood =
  | 'accepts'
  /** Of one recipient, or of all. */
  | { refusesRecipient: number; only?: string }
  | { refusesAfterData: number; only?: (mail: ParsedMail) => boolean }
  /** Takes the mail and says nothing more, or hangs up. */
  | 'hangs_after_data'
  | 'hangs_up_after_data';

export type MailServer = {
  settings: MailSettings;
  mood: Mood;
  /** Accepted, in order. */
  mails: ParsedMail[];
  /** Of those, by whom each was for. */
  recipients: string[][];
  close(): Promise<void>;
  open(): Promise<void>;
};

const refusal = (responseCode: number) =>
  Object.assign(new Error(responseCode >= 500 ? 'No such thing here' : 'Come again later'), { responseCode });

export async function aMailServer(): Promise<MailServer> {
  let smtp: SMTPServer | null = null;
  let port = 0;
  const mail: MailServer = {
    settings: {
      host: '127.0.0.1',
      port,
      secure: false,
      user: null,
      from: { name: 'Desk', address: 'desk@desk.example' },
    },
    mood: 'accepts',
    mails: [],
    recipients: [],

    async open() {
      const server = new SMTPServer({
        authOptional: true,
        disabledCommands: ['STARTTLS', 'AUTH'],
        closeTimeout: 1,
        onRcptTo({ address }, _session, callback) {
          const { mood } = mail;
          const refused =
            typeof mood === 'object' && 'refusesRecipient' in mood && (mood.only ?? address) === address
              ? refusal(mood.refusesRecipient)
              : null;
          callback(refused);
        },
        onData(stream, session, callback) {
          void simpleParser(stream).then((parsed) => received(parsed, session, callback), callback);
        },
      });
      smtp = server;
      server.on('error', () => {});
      await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
      port = (server.server.address() as AddressInfo).port;
      mail.settings.port = port;
    },

    async close() {
      const server = smtp;
      smtp = null;
      if (server) await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };

  function received(
    parsed: ParsedMail,
    session: SMTPServerSession,
    callback: (error?: Error | null) => void,
  ): void {
    const { mood } = mail;
    if (typeof mood === 'object' && 'refusesAfterData' in mood && (mood.only?.(parsed) ?? true))
      return callback(refusal(mood.refusesAfterData));
    mail.mails.push(parsed);
    mail.recipients.push(session.envelope.rcptTo.map(({ address }) => address));
    if (mood === 'hangs_after_data') return;
    if (mood === 'hangs_up_after_data') {
      for (const connection of (smtp as unknown as { connections: Set<{ close(): void }> }).connections)
        connection.close();
      return;
    }
    callback();
  }

  await mail.open();
  onTestFinished(() => mail.close());
  return mail;
}
