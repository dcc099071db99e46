import { onTestFinished, describe, expect, it } from 'vitest';
import { mailbox } from '../../../server/inbound/mailbox.ts';
import { readMail } from '../../../server/inbound/read-mail.ts';
import { readInbound, type InboundSettings } from '../../../server/inbound/settings.ts';
import { takeMail } from '../../../server/inbound/take-mail.ts';
import { aMailbox } from '../support/a-mailbox.ts';
import { aSecondLine } from '../support/a-second-line.ts';

const AUTH = 'mx.desk.example';
const settingsFor = (imap: string): InboundSettings =>
  readInbound({ imap, replyTo: 'support+{token}@desk.example', authServer: AUTH }) as InboundSettings;
const SETTINGS = settingsFor('imaps://a:b@mail.example');

const mailFrom = (to: string, headers: string[] = [], text = 'Show it, without the sums.') =>
  [
    ...headers,
    'From: Legal <legal@desk.example>',
    `To: ${to}`,
    'Subject: Re: a question',
    `Message-ID: <${Math.random()}@legal.example>`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
    '',
  ].join('\r\n');
const PROVED = `Authentication-Results: ${AUTH}; spf=pass; dmarc=pass header.from=desk.example`;

/** A question that has gone to the legal department by mail, and where it is answered to. */
async function aQuestion() {
  const box = await aMailbox();
  onTestFinished(() => box.close());
  const desk = await aSecondLine({
    IMAP_URL: box.url,
    MAIL_REPLY_TO: 'support+{token}@desk.example',
    MAIL_AUTH_SERVER: AUTH,
  });
  const id = await desk.ticket();
  await desk.asks(id);
  await desk.deliver();
  const mail = desk.mail.mails.find(({ replyTo }) => replyTo !== undefined);
  const [to] = mail?.replyTo?.value ?? [];
  expect(mail?.text).toContain('You can also reply to this mail');
  const inbound = mailbox(desk.deps, settingsFor(box.url));
  const answers = async () => (await desk.escalation(id)).answers;
  return { ...desk, box, id, to: to!.address!, inbound, answers };
}
const take = (deps: Awaited<ReturnType<typeof aQuestion>>['deps'], source: string) =>
  takeMail(deps, SETTINGS, Buffer.from(source));

describe('an answer by mail', () => {
  it('is the department’s answer, and is taken once, however often it comes', async () => {
    const { box, to, inbound, answers, story, id, load } = await aQuestion();
    const source = mailFrom(to, [PROVED], 'Show it, without the sums.\r\n\r\n> What do we say?');
    const uid = box.put(source);
    expect(await inbound.takeNew()).toEqual({ taken: 1, notTaken: 0 });
    expect(box.flagsOf(uid)).toEqual(['\\Seen']);
    const [answer] = await answers();
    expect(answer).toMatchObject({ inSubstance: true });
    const { words } = await load(id);
    expect([...words.values()]).toContain('Show it, without the sums.');
    box.put(source);
    await inbound.takeNew();
    expect(await answers()).toHaveLength(1);
    expect((await story(id)).filter((type) => type === 'escalation_answered')).toHaveLength(1);
  });

  it('that was taken when the connection went is not taken again', async () => {
    const { box, to, inbound, answers } = await aQuestion();
    const uid = box.put(mailFrom(to, [PROVED]));
    box.cutAt = 'STORE';
    await inbound.takeNew();
    expect(box.flagsOf(uid)).toEqual([]);
    await inbound.takeNew();
    expect(box.flagsOf(uid)).toEqual(['\\Seen']);
    expect(await answers()).toHaveLength(1);
  });

  it.each([
    ['no server has proved the sender', []],
    ['another server says so', ['Authentication-Results: mx.evil.example; dmarc=pass']],
    ['the proof failed', [`Authentication-Results: ${AUTH}; dmarc=fail`]],
    [
      'the mail brought a proof of its own below ours',
      [`Authentication-Results: ${AUTH}; dmarc=fail`, PROVED],
    ],
  ])('counts as unverified, and does not stop the clock, where %s', async (_, headers) => {
    const { deps, to, escalation, load, id } = await aQuestion();
    expect(await take(deps, mailFrom(to, headers))).toEqual({ taken: id });
    expect((await escalation(id)).answers).toMatchObject([{ inSubstance: false }]);
    expect((await load(id)).events.at(-1)?.body).toMatchObject({ unverified: true });
  });

  it('of somebody whom it was not sent to counts as unverified', async () => {
    const { deps, to, load, id } = await aQuestion();
    await take(deps, mailFrom(to, [PROVED]).replace('legal@desk.example', 'mallory@desk.example'));
    expect((await load(id)).events.at(-1)?.body).toMatchObject({ unverified: true });
  });

  it.each([
    ['automatic', (to: string) => mailFrom(to, [PROVED, 'Auto-Submitted: auto-replied'])],
    ['automatic', (to: string) => mailFrom(to, ['Precedence: bulk'])],
    ['automatic', (to: string) => mailFrom(to, ['Return-Path: <>'])],
    ['automatic', (to: string) => mailFrom(to, ['List-Id: <all.desk.example>'])],
    ['automatic', (to: string) => mailFrom(to, ['X-Auto-Response-Suppress: All'])],
    ['automatic', (to: string) => mailFrom(to).replace('Legal <legal@', 'MAILER-DAEMON <mailer-daemon@')],
    ['automatic', (to: string) => mailFrom(to).replace('text/plain', 'multipart/report; boundary=x')],
    ['from_ourselves', (to: string) => mailFrom(to).replace('legal@desk.example', to)],
    ['no_sender', (to: string) => mailFrom(to).replace('From: Legal <legal@desk.example>', 'X-None: 1')],
    [
      'no_sender',
      (to: string) => mailFrom(to).replace('legal@desk.example>', 'a@desk.example>, b@desk.example'),
    ],
    ['no_address_of_ours', () => mailFrom('support@desk.example')],
    ['no_address_of_ours', () => mailFrom('support+@desk.example')],
    ['unknown_address', () => mailFrom(`support+${'0'.repeat(32)}@desk.example`)],
    ['unknown_address', (to: string) => mailFrom(to.replace('+', '+0').replace(/.@/, '@'))],
    ['unknown_address', (to: string) => mailFrom(to.replace('@', 'a@'))],
    ['nothing_in_it', (to: string) => mailFrom(to, [], '')],
    ['too_long', (to: string) => mailFrom(to, [], 'x'.repeat(200_000))],
  ])('is not taken: %s', async (why, source) => {
    const { box, to, inbound, answers, lines } = await aQuestion();
    const uid = box.put(source(to));
    expect(await inbound.takeNew()).toEqual({ taken: 0, notTaken: 1 });
    expect(box.flagsOf(uid)).toEqual(['\\Flagged', '\\Seen']);
    expect(await answers()).toEqual([]);
    const line = lines.find((each) => each.includes('a mail was not taken'))!;
    expect(JSON.parse(line)).toMatchObject({ why });
    expect(line).not.toContain('desk.example');
  });

  it('is not taken once the question is over', async () => {
    const { deps, to, mutate, id, escalation, olga } = await aQuestion();
    const { id: escalationId } = await escalation(id);
    await mutate('secondLine.close', { requestId: 'r'.repeat(24), id, escalationId, why: '' }, olga);
    expect(await take(deps, mailFrom(to, [PROVED]))).toEqual({ notTaken: 'unknown_address' });
  });

  it('brings its files, and reads a mail that is HTML alone', async () => {
    const { deps, to, id, load } = await aQuestion();
    const mixed = [
      PROVED,
      'From: legal@desk.example',
      `To: ${to.toUpperCase()}`,
      'Message-ID: <files@legal.example>',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: text/html; charset=utf-8',
      '',
      '<p>See the <b>file</b><script>alert(1)</script></p>',
      '--b',
      'Content-Type: text/plain; name="../../answer.txt"',
      'Content-Disposition: attachment; filename="../../answer.txt"',
      '',
      'What we may say.',
      '--b--',
      '',
    ].join('\r\n');
    expect(await take(deps, mixed)).toEqual({ taken: id });
    const { words, events } = await load(id);
    expect([...words.values()]).toContain('See the file');
    const answered = events.map(({ body }) => body).find((body) => body.type === 'escalation_answered')!;
    const [fileId] = answered.files;
    expect((await deps.store.files.get(fileId!))?.name).toBe('answer.txt');
  });

  it('of which one cannot be taken now holds no other up', async () => {
    const { box, to, deps, answers } = await aQuestion();
    box.put(mailFrom(to, [PROVED], 'first'));
    box.put(mailFrom(to, [PROVED], 'second'));
    let calls = 0;
    const { secondLine } = deps.store;
    const failing = {
      ...deps,
      store: {
        ...deps.store,
        secondLine: {
          ...secondLine,
          linkByHash: async (hash: string) => {
            if (calls++ === 0) throw new Error('the database is away');
            return secondLine.linkByHash(hash);
          },
        },
      },
    };
    expect(await mailbox(failing, settingsFor(box.url)).takeNew()).toEqual({ taken: 1, notTaken: 0 });
    expect(box.flagsOf(1)).toEqual([]);
    expect(await mailbox(deps, settingsFor(box.url)).takeNew()).toEqual({ taken: 1, notTaken: 0 });
    expect(await answers()).toHaveLength(2);
  });

  it('is asked for with the right password only', async () => {
    const { box, deps } = await aQuestion();
    const wrong = box.url.replace('let%20me%20in', 'let%20them%20in');
    await expect(mailbox(deps, settingsFor(wrong)).takeNew()).rejects.toThrow('could not be read');
  });
});

it.each([
  '',
  'garbage',
  '\0\0\0',
  'From: x',
  'From: a@b\r\nTo: "',
  'Content-Type: multipart/mixed\r\n\r\n--',
])('reads %j without a fault', async (source) => {
  expect(await readMail(Buffer.from(source), SETTINGS)).toHaveProperty('notTaken');
});

describe('where nobody answers by mail', () => {
  it('a question has no address to answer to', async () => {
    const desk = await aSecondLine();
    await desk.asks(await desk.ticket());
    await desk.deliver();
    const mails = desk.mail.mails.filter(({ text }) => text?.includes('/second-line/'));
    expect(mails.length).toBeGreaterThan(0);
    for (const mail of mails) {
      expect(mail.replyTo).toBeUndefined();
      expect(mail.text).not.toContain('reply to this mail');
    }
  });
});
