/** What a mail carries, and that nothing a person wrote can make it carry more. */
import { createServer, type AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { describe, expect, test, onTestFinished } from 'vitest';
import { emailTransport } from '../../../server/delivery/email.ts';
import type { EmailMessage } from '../../../server/delivery/outgoing.ts';
import { NotDelivered, type Marked } from '../../../server/delivery/transport.ts';
import { aMailServer } from '../support/a-mail-server.ts';

const MAIL: EmailMessage = {
  channel: 'email',
  to: { name: 'Анна', address: 'anna@example.org' },
  language: 'ru',
  subject: 'Обращение № 7',
  text: 'Ответ готов.\n',
  html: '<p>Ответ готов.</p>',
  thread: 'ticket:abc',
  autoSubmitted: 'auto-generated',
};

const marked = (more: Partial<EmailMessage> = {}, mark = 'notice.1'): Marked<EmailMessage> => ({
  message: { ...MAIL, ...more },
  mark,
  since: 0,
  perhapsSent: false,
  root: null,
});

async function sent(more: Partial<EmailMessage> = {}) {
  const smtp = await aMailServer();
  await emailTransport(smtp.settings).send(marked(more));
  return { mail: smtp.mails[0]!, recipients: smtp.recipients[0]!, smtp };
}

describe('a mail', () => {
  test('has text and HTML, is from the desk to one person, and is marked as sent by a program', async () => {
    const { mail, recipients } = await sent();
    expect(recipients).toEqual(['anna@example.org']);
    expect(mail.from!.text).toBe('"Desk" <desk@desk.example>');
    expect(mail.text).toContain('Ответ готов.');
    expect(mail.html).toContain('<p>Ответ готов.</p>');
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail.headers.get('x-auto-response-suppress')).toBe('All');
    expect(mail.headers.has('list')).toBe(false);
  });

  test('mails of one thread refer to one anchor, each under an id of its own', async () => {
    const smtp = await aMailServer();
    const { send } = emailTransport(smtp.settings);
    await send(marked());
    await send(marked({}, 'notice.2'));
    await send(marked({ thread: 'ticket:other' }, 'notice.3'));
    expect(smtp.mails.map(({ messageId }) => messageId)).toEqual([
      '<notice.1@desk.example>',
      '<notice.2@desk.example>',
      '<notice.3@desk.example>',
    ]);
    expect(smtp.mails.map(({ inReplyTo, references }) => [inReplyTo, references])).toEqual([
      ['<ticket.abc@desk.example>', '<ticket.abc@desk.example>'],
      ['<ticket.abc@desk.example>', '<ticket.abc@desk.example>'],
      ['<ticket.other@desk.example>', '<ticket.other@desk.example>'],
    ]);
  });

  test('offers to unsubscribe where it is asked to, with one click', async () => {
    const { mail } = await sent({ unsubscribe: new URL('https://desk.example/unsubscribe/x?y=1') });
    const list = mail.headers.get('list') as unknown as Record<string, { url?: string; name?: string }>;
    expect(list['unsubscribe']!.url).toBe('https://desk.example/unsubscribe/x?y=1');
    expect(mail.headerLines.map(({ line }) => line)).toContain(
      'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
    );
  });

  test('carries what is attached', async () => {
    const bytes = new TextEncoder().encode('a,b\n');
    const { mail } = await sent({ attachments: [{ name: 'отчёт.csv', type: 'text/csv', bytes }] });
    expect(mail.attachments.map(({ filename, content }) => [filename, content.toString()])).toEqual([
      ['отчёт.csv', 'a,b\n'],
    ]);
  });

  test.each([
    ['subject', { subject: 'x\r\nBcc: eve@evil.example\r\n\r\nhello' }],
    ['name', { to: { name: 'x\r\nBcc: eve@evil.example', address: 'anna@example.org' } }],
    ['name like an address', { to: { name: 'Eve <eve@evil.example>, other', address: 'anna@example.org' } }],
    [
      'name of a file',
      {
        attachments: [
          { name: 'a\r\nBcc: eve@evil.example', type: 'text/plain\r\nBcc: e@e.e', bytes: new Uint8Array(1) },
        ],
      },
    ],
  ])('%s: no line end makes a header, and nobody else gets it', async (_, more) => {
    const { mail, recipients } = await sent(more);
    expect(recipients).toEqual(['anna@example.org']);
    expect(mail.bcc).toBeUndefined();
    expect(mail.headerLines.some(({ key }) => key === 'bcc')).toBe(false);
    expect(mail.to).toMatchObject({ value: [{ address: 'anna@example.org' }] });
  });

  test.each([
    'anna@example.org, eve@evil.example',
    'anna@example.org\r\nRCPT TO:<eve@evil.example>',
    'Anna <anna@example.org>',
    'anna',
    '@example.org',
    '"a b"@example.org',
    'a@b@c',
    'group:a@b;',
  ])('the address %j is refused before anything is sent', async (address) => {
    const smtp = await aMailServer();
    const sending = emailTransport(smtp.settings).send(marked({ to: { name: '', address } }));
    await expect(sending).rejects.toMatchObject({ name: 'NotDelivered', code: 'bad_address' });
    expect(smtp.recipients).toEqual([]);
  });

  test('a text that looks like an address of a file is not read', async () => {
    const smtp = await aMailServer();
    const { send } = emailTransport(smtp.settings);
    const evil = { path: '/etc/hostname' } as unknown as string;
    await expect(send(marked({ text: evil }))).rejects.toBeInstanceOf(NotDelivered);
    expect(smtp.mails).toEqual([]);
  });
});

test('a password is not given where the line is not encrypted', async () => {
  const smtp = await aMailServer();
  // Another name of this machine, which does not look like it.
  const settings = { ...smtp.settings, host: '127.0.0.1.', user: { name: 'desk', password: 'secret' } };
  const sending = emailTransport({ ...settings, host: '0.0.0.0' }).send(marked());
  await expect(sending).rejects.toMatchObject({ code: 'unreachable' });
  expect(smtp.mails).toEqual([]);
});

test('a mail server whose certificate nobody vouches for gets no mail', async () => {
  let taken = 0;
  const server = new SMTPServer({
    secure: true,
    authOptional: true,
    onData(stream, _session, callback) {
      taken += 1;
      stream.resume().on('end', () => callback());
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(resolve)));
  const { port } = server.server.address() as AddressInfo;
  const from = { name: 'Desk', address: 'desk@desk.example' };
  const settings = { host: '127.0.0.1', port, secure: true, user: null, from };
  await expect(emailTransport(settings).send(marked())).rejects.toMatchObject({ code: 'unreachable' });
  expect(taken).toBe(0);
});

/** Says yes to everything until it hears what ends the connection. */
async function aMailServerThatCuts(at: RegExp | null): Promise<{ port: number; heard(): string }> {
  let heard = '';
  const server = createServer((socket) => {
    socket.on('error', () => {});
    if (at === null) return void socket.destroy();
    socket.write('220 desk.example\r\n');
    socket.on('data', (chunk) => {
      heard += chunk.toString();
      if (at.test(heard)) return void socket.destroy();
      const isInMail = /DATA\r\n./s.test(heard);
      if (!isInMail) socket.write(heard.endsWith('DATA\r\n') ? '354 go on\r\n' : '250 yes\r\n');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return { port: (server.address() as AddressInfo).port, heard: () => heard };
}

test.each<[string, RegExp | null]>([
  ['before it has said a word', null],
  ['at the sender', /MAIL FROM/],
  ['at the recipient', /RCPT TO/],
  ['before the mail', /DATA/],
  ['in the middle of the mail', /Subject: /],
  ['after the mail, with no answer', /\r\n\.\r\n/],
])('a connection cut %s: to be tried again, for it may be there', async (_, at) => {
  const { port, heard } = await aMailServerThatCuts(at);
  const from = { name: 'Desk', address: 'desk@desk.example' };
  const settings = { host: '127.0.0.1', port, secure: false, user: null, from };
  await expect(emailTransport(settings).send(marked())).rejects.toMatchObject({
    code: 'unreachable',
    unclear: true,
  });
  if (at) expect(heard()).toMatch(at);
});
