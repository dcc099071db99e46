/** What a client finds in their mailbox: from the commit through a real SMTP server. */
import { beforeEach, describe, expect, test } from 'vitest';
import { changeStatus } from '../../../server/commands/change-status.ts';
import { noteWhatIsDue } from '../../../server/commands/note-what-is-due.ts';
import { openRating, rateByLink } from '../../../server/commands/rate-by-link.ts';
import { reply } from '../../../server/commands/reply.ts';
import { writeNote } from '../../../server/commands/write-note.ts';
import { MAILS_A_DAY } from '../../../server/delivery/wording/mail-budget.ts';
import type { Delivery } from '../../../server/delivery/deliver.ts';
import {
  ANNA,
  BORIS,
  NOON,
  OLGA,
  aRunningDesk,
  done,
  moscow,
  type RunningDesk,
} from '../commands/a-running-desk.ts';
import { aMailServer, type MailServer } from '../support/a-mail-server.ts';
import { aDelivery } from './a-delivery.ts';

const BUG = { kind: 'bug', fields: { happened: 'x', expected: 'y' } } as const;
const ADDRESS = 'anna@north.example';

let desk: RunningDesk;
let smtp: MailServer;
let delivery: Delivery;
beforeEach(async () => {
  desk = await aRunningDesk();
  smtp = await aMailServer();
  delivery = aDelivery(desk, { mail: smtp.settings });
  await knows('anna', { email: ADDRESS, email_verified: 1 });
});

const knows = (id: string, more: { email?: string | null; email_verified?: 0 | 1; anonymous?: 0 | 1 }) =>
  desk.store.db.updateTable('person').set(more).where('id', '=', id).execute();

/** To clients alone. */
async function arrives() {
  await delivery.deliver();
  return smtp.mails.filter((_, i) => !smtp.recipients[i]![0]!.endsWith('@desk.example'));
}

let acts = 0;
async function olga(id: string, act: Record<string, unknown>): Promise<void> {
  const { version } = (await desk.load(id)).ticket;
  const ask = { requestId: `act ${++acts}`, id, seenVersion: version, ...act };
  done(await changeStatus(desk, OLGA, ask as Parameters<typeof changeStatus>[2]));
}
async function replies(id: string, text: string): Promise<void> {
  const { version } = (await desk.load(id)).ticket;
  done(await reply(desk, OLGA, { requestId: `act ${++acts}`, id, seenVersion: version, text, files: [] }));
}

describe('to whom', () => {
  test('the licensee has vouched for the address: received, with number, title and by when', async () => {
    await desk.submits(ANNA);
    const [mail] = await arrives();
    expect(smtp.recipients).toContainEqual([ADDRESS]);
    expect(mail!.subject).toBe('№ 1001: How do I export the register?');
    expect(mail!.text).toContain('Ответим до 9 ноября 2026, 13:00 по Москве.');
    expect(mail!.headers.get('auto-submitted')).toBe('auto-replied');
  });

  test.each([
    ['an address that nobody has vouched for', { email_verified: 0 }],
    ['an anonymous visitor, whatever address they typed', { anonymous: 1 }],
    ['nobody’s address', { email: null }],
  ] as const)('never: %s', async (_, person) => {
    await knows('anna', person);
    const id = await desk.submits(ANNA);
    await replies(id, 'Menu, Export');
    await olga(id, { act: 'ask', text: 'Which one?' });
    expect(await arrives()).toEqual([]);
  });

  test('whoever wants no mail is told only of what waits for them', async () => {
    await desk.store.mail.setWantsMail('anna', false);
    const id = await desk.submits(ANNA);
    await replies(id, 'Menu, Export');
    expect(await arrives()).toEqual([]);
    await olga(id, { act: 'ask', text: 'Which one?' });
    const [asked] = await arrives();
    expect(asked!.text).toContain('Which one?');
    expect(asked!.headers.has('list-unsubscribe')).toBe(false);
    expect(asked!.headers.has('list')).toBe(false);
  });

  test('in the language the widget spoke to them', async () => {
    await desk.store.mail.setLanguage('anna', 'en');
    await desk.submits(ANNA);
    const [mail] = await arrives();
    expect(mail!.subject).toBe('No. 1001: How do I export the register?');
    expect(mail!.text).toContain('We shall answer by 9 November 2026, 13:00 Moscow time.');
  });
});

describe('what', () => {
  test('all mails of a ticket are one thread, each with a name of its own', async () => {
    const id = await desk.submits(ANNA);
    await replies(id, 'Menu, Export');
    await olga(id, { act: 'ask', text: 'Which one?' });
    const mails = await arrives();
    expect(mails).toHaveLength(3);
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(3);
    expect(new Set(mails.map(({ references }) => String(references))).size).toBe(1);
    expect(new Set(mails.map(({ subject }) => subject)).size).toBe(1);
  });

  test('what a colleague writes is quoted with their name; what is for staff alone never', async () => {
    const id = await desk.submits(ANNA);
    await olga(id, { act: 'start' });
    done(await writeNote(desk, OLGA, { requestId: 'n', id, text: 'SECRET note', files: [] }));
    await replies(id, 'Menu,\nExport & <b>all</b>');
    await olga(id, { act: 'ask', text: 'Which one?' });
    await olga(id, { act: 'go_on', text: 'SECRET words' });
    const mails = await arrives();
    const [, answered] = mails;
    expect(answered!.text).toContain('Пишет Staff olga:\n> Menu,\n> Export & <b>all</b>');
    expect(answered!.html).toContain('Export &amp; &lt;b&gt;all&lt;/b&gt;');
    for (const { text, html } of mails) expect(`${text}${String(html)}`).not.toContain('SECRET');
  });

  test('an invoice: number, sum, and until when', async () => {
    const id = await desk.submits(ANNA);
    await olga(id, { act: 'start' });
    const fileId = await desk.upload('pdf', OLGA);
    const invoice = { number: '17/2', sumKopecks: 150_050, fileId, payBy: '2026-11-20' };
    await olga(id, { act: 'bill', invoice });
    const bill = (await arrives()).at(-1)!;
    expect(bill.text).toContain('Счёт 17/2 на 1\u00a0500,50\u00a0₽');
    expect(bill.text).toContain('до 20 ноября 2026');
    expect(bill.text).toContain('Статус: Оплата');
    expect(bill.attachments).toEqual([]);
  });

  test('a check that was answered before the mail could go is not asked for any more', async () => {
    const id = await desk.submits(ANNA, BUG);
    desk.clock.at = moscow('2026-11-09 20:00');
    await olga(id, { act: 'start' });
    await olga(id, { act: 'hand_over', text: 'Repaired' });
    done(await changeStatus(desk, ANNA, { requestId: 'c', id, act: 'confirm' }));
    desk.clock.at = moscow('2026-11-10 10:00');
    expect(await arrives()).toEqual([]);
  });

  test('a title is cut at 120 characters, and cannot begin another header', async () => {
    await desk.submits(ANNA, { fields: { question: `${'x'.repeat(300)}\r\nBcc: all@everybody.example` } });
    const [mail] = await arrives();
    expect(mail!.subject!.length).toBeLessThan(130);
    expect(mail!.bcc).toBeUndefined();
    expect(smtp.recipients.flat().toSorted()).toEqual([ADDRESS, 'olga@desk.example']);
  });
});

describe('the link', () => {
  const site = (origins: string[]) => desk.store.sites.update('site of north', { origins });
  const linkIn = async (page?: string) => {
    await desk.submits(ANNA, page === undefined ? {} : { page });
    return (await arrives())[0]!.text!.match(/Открыть поддержку:\n(\S+)/)?.[1] ?? null;
  };

  test('leads to the page that the ticket came from', async () => {
    await site(['https://shop.example', 'https://other.example']);
    expect(await linkIn('https://other.example/orders/7?token=secret#x')).toBe(
      'https://other.example/orders/7',
    );
  });

  test('to the site’s first address where the page is none of its own: it is only what somebody has said', async () => {
    await site(['https://shop.example']);
    expect(await linkIn('https://shop.example.evil.example/')).toBe('https://shop.example');
  });

  test('nowhere where no address is known', async () => {
    expect(await linkIn('https://shop.example/')).toBeNull();
  });
});

describe('closed, with "rate it"', () => {
  const tokenIn = (text = '') => /https:\/\/desk\.example\/rate\/([\w-]{43})$/m.exec(text)?.[1] ?? '';

  test('rates by the link of the mail, until it is reopened', async () => {
    const id = await desk.submits(ANNA);
    await olga(id, { act: 'close', resolution: 'answered', text: 'Menu, Export' });
    const closed = (await arrives()).at(-1)!;
    expect(closed.text).toContain('Мы ответили.');
    expect(closed.text).toContain('можно открыть снова до 9 декабря 2026, 12:00 по Москве');
    const token = tokenIn(closed.text);
    expect((await openRating(desk, token))?.loaded.ticket.id).toBe(id);
    done(await rateByLink(desk, token, { requestId: 'rating', stars: 5 }));
    expect((await desk.load(id)).ticket.cycles[0]!.rating).toMatchObject({ stars: 5 });
    done(await changeStatus(desk, ANNA, { requestId: 'o', id, act: 'reopen', text: 'Again' }));
    expect(await openRating(desk, token)).toBeNull();
  });

  test('a duplicate is told, and cannot be rated', async () => {
    const id = await desk.submits(ANNA);
    await olga(id, { act: 'close', resolution: 'duplicate', text: 'See 12' });
    const closed = (await arrives()).at(-1)!;
    expect(closed.text).toContain('Есть обращение о том же');
    expect(tokenIn(closed.text)).toBe('');
  });

  test('two mails about the same have two links: nothing that opens something is computed', async () => {
    const ids = [await desk.submits(ANNA), await desk.submits(ANNA)];
    for (const id of ids) await olga(id, { act: 'close', resolution: 'answered', text: 'Menu' });
    const tokens = (await arrives()).map(({ text }) => tokenIn(text)).filter(Boolean);
    expect(new Set(tokens).size).toBe(2);
  });
});

describe('wanting no more', () => {
  test('news say how: a page, and one click of the mail program', async () => {
    await desk.submits(ANNA);
    const [mail] = await arrives();
    const [, token] = /https:\/\/desk\.example\/mail\/([\w-]{43})/.exec(mail!.text!) ?? [];
    expect(token).toBeDefined();
    const list = mail!.headers.get('list') as { unsubscribe?: { url: string }; 'unsubscribe-post'?: unknown };
    expect(list.unsubscribe?.url).toBe(`https://desk.example/mail/${token}`);
    expect(JSON.stringify(list['unsubscribe-post'])).toContain('One-Click');
  });
});

describe('too much', () => {
  test('after the day’s mails to one person no more go, and managers hear of it once', async () => {
    await desk.store.staff.update('pavel', { role: 'manager' });
    for (let i = 0; i < MAILS_A_DAY.person + 5; i++) await desk.submits(ANNA);
    await knows('boris', { email: 'boris@north.example', email_verified: 1 });
    await desk.submits(BORIS);
    const mails = await arrives();
    const to = smtp.recipients.flat().filter((each) => each === ADDRESS);
    expect(to).toHaveLength(MAILS_A_DAY.person);
    expect(mails).toHaveLength(MAILS_A_DAY.person + 1);
    const alarms = smtp.mails.filter(({ subject }) => subject === 'Писем клиентам больше, чем бывает');
    expect(alarms).toHaveLength(1);
    desk.clock.at = NOON + 25 * 3_600_000;
    await desk.submits(ANNA);
    await arrives();
    expect(smtp.recipients.flat().filter((each) => each === ADDRESS)).toHaveLength(MAILS_A_DAY.person + 1);
  });

  test('a mail that is tried again counts once', async () => {
    await desk.submits(ANNA);
    smtp.mood = { refusesAfterData: 451 };
    for (let i = 0; i < 5; i++) {
      await delivery.deliver();
      desk.clock.at += 60_000;
    }
    smtp.mood = 'accepts';
    desk.clock.at += 3_600_000;
    expect(await arrives()).toHaveLength(1);
    const more = { noticeId: 'another', personId: 'anna', siteId: null, at: desk.clock.at };
    const counted = (person: number) => desk.store.mail.countMail(more, NOON - 1, { person, site: 1 });
    expect([await counted(1), await counted(2)]).toEqual(['person', null]);
  });

  test.each([
    ['person', { person: 5, site: 99 }],
    ['site', { person: 99, site: 5 }],
  ] as const)('the most of a %s holds for mails that go at the same moment', async (of, most) => {
    await desk.submits(ANNA);
    const { siteId } = (await desk.load(await desk.submits(BORIS))).ticket;
    const counted = await Promise.all(
      Array.from({ length: 16 }, (_, i) => {
        const personId = of === 'site' && i % 2 === 1 ? 'boris' : 'anna';
        const more = { noticeId: `mail ${i}`, personId, siteId, at: desk.clock.at };
        return desk.store.mail.countMail(more, NOON - 1, most);
      }),
    );
    expect(counted.filter((over) => over === null)).toHaveLength(5);
    expect(counted.filter((over) => over === of)).toHaveLength(11);
  });
});

test('a week over New Year: nothing is sent while the desk is closed but what answers somebody', async () => {
  desk.clock.at = moscow('2026-12-30 12:00');
  const id = await desk.submits(ANNA);
  await olga(id, { act: 'ask', text: 'Which one?' });
  await arrives();
  const before = smtp.mails.length;
  const sent: string[] = [];
  for (; desk.clock.at < moscow('2027-01-12 19:00'); desk.clock.at += 3_600_000) {
    await noteWhatIsDue(desk);
    await delivery.deliver();
    for (const { subject } of smtp.mails.slice(before + sent.length)) {
      sent.push(`${new Date(desk.clock.at + 3 * 3_600_000).toISOString().slice(0, 16)} ${subject}`);
    }
  }
  // Two working days after 30 December are 11 and 12 January; at closing, so that it goes on the 13th.
  expect(sent).toEqual([]);
  expect((await desk.load(id)).events.at(-1)!.body.type).toBe('moved');
  desk.clock.at = moscow('2027-01-12 19:00');
  await noteWhatIsDue(desk);
  desk.clock.at = moscow('2027-01-13 09:59');
  expect(await arrives()).toHaveLength(2);
  desk.clock.at = moscow('2027-01-13 10:00');
  expect((await arrives()).at(-1)!.text).toContain('Напоминаем: ждём ваш ответ');
});
