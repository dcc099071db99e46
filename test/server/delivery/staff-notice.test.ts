/** What people of the desk hear, each by the way they have set: through real doors. */
import { beforeEach, describe, expect, test } from 'vitest';
import { assignTicket } from '../../../server/commands/assign-ticket.ts';
import { noteWhatIsDue } from '../../../server/commands/note-what-is-due.ts';
import { reply } from '../../../server/commands/reply.ts';
import type { Delivery } from '../../../server/delivery/deliver.ts';
import { TICKET_WORDS } from '../../../server/delivery/wording/ticket-words.ts';
import { LANGUAGES, STATUSES } from '../../../shared/ticket.ts';
import { widgetDeskEn } from '../../../widget/wording/widget-desk.en.ts';
import { widgetDeskRu } from '../../../widget/wording/widget-desk.ru.ts';
import {
  ANNA,
  NOON,
  OLGA,
  aRunningDesk,
  done,
  moscow,
  type RunningDesk,
} from '../commands/a-running-desk.ts';
import { aMailServer, type MailServer } from '../support/a-mail-server.ts';
import { aMattermost, type Mattermost } from '../support/a-mattermost.ts';
import { aDelivery } from './a-delivery.ts';

const MINUTE = 60_000;
const OLGA_THERE = 'olgaolgaolgaolgaolgaolga26';

let desk: RunningDesk;
let smtp: MailServer;
let mattermost: Mattermost;
let delivery: Delivery;
beforeEach(async () => {
  desk = await aRunningDesk();
  smtp = await aMailServer();
  mattermost = await aMattermost();
  delivery = aDelivery(desk, { mail: smtp.settings, mattermost: mattermost.settings });
});

const wants = (ways: object, more: { mattermostUser?: string | null; language?: 'ru' | 'en' } = {}) =>
  desk.store.staffNotices.set('olga', { language: 'ru', mattermostUser: OLGA_THERE, ways, ...more });
const mailed = () =>
  smtp.mails.map(({ subject }, i) => `${smtp.recipients[i]![0]!.split('@')[0]}: ${subject}`);
const posted = () => mattermost.posts.map(({ message }) => message);

describe('by which way', () => {
  test('who has set nothing gets mail, in Russian', async () => {
    await desk.submits(ANNA);
    await delivery.deliver();
    expect(mailed()).toEqual(['olga: № 1001: Обращение назначено вам · How do I export the register?']);
  });

  test('a direct message in Mattermost, with the client’s words in code', async () => {
    await wants({}, { language: 'en' });
    const id = await desk.submits(ANNA, { fields: { question: '@all `look` <!channel> [here](http://x)' } });
    await delivery.deliver();
    expect(mailed()).toEqual([]);
    const [message] = posted();
    expect(message).toContain(
      `**A ticket has been assigned to you** [№ 1001](https://desk.example/admin/tickets/${id})`,
    );
    expect(message).toContain('`` @all `look` <!channel> [here](http://x) ``');
    expect(message).toContain('Due: 9 November 2026, 13:00 Moscow time');
    expect(mattermost.wrong).toEqual([]);
  });

  test('nothing at all, where that is what they want', async () => {
    await wants({ assigned_to_you: 'none' });
    await desk.submits(ANNA);
    await delivery.deliver();
    expect([mailed(), posted()]).toEqual([[], []]);
  });

  test('Mattermost without an id there: by mail, rather than not at all', async () => {
    await wants({ assigned_to_you: 'mattermost' }, { mattermostUser: null });
    await desk.submits(ANNA);
    await delivery.deliver();
    expect(mailed()).toHaveLength(1);
  });

  test('mail where none can be sent: by Mattermost', async () => {
    await wants({ assigned_to_you: 'email' });
    await desk.submits(ANNA);
    await aDelivery(desk, { mattermost: mattermost.settings }).deliver();
    expect(posted()).toHaveLength(1);
  });
});

describe('what', () => {
  test('the client has answered: to whoever is responsible now', async () => {
    const id = await desk.submits(ANNA);
    done(await reply(desk, ANNA, { requestId: 'r', id, text: 'It is urgent', files: [] }));
    done(await assignTicket(desk, OLGA, { requestId: 'a', id, seenVersion: 3, to: 'pavel' }));
    done(await reply(desk, ANNA, { requestId: 's', id, text: 'Very', files: [] }));
    await delivery.deliver();
    const told = mailed().map((each) => each.split(' · ')[0]);
    expect(told.toSorted()).toEqual([
      'pavel: № 1001: Клиент написал',
      'pavel: № 1001: Обращение назначено вам',
    ]);
    // Not their words: those stand in the ticket.
    for (const { text, html } of smtp.mails) expect(`${text}${String(html)}`).not.toMatch(/urgent|Very/);
  });

  test('due soon, then late: whoever is responsible, and managers, each once', async () => {
    await desk.store.staff.update('pavel', { role: 'manager', presence: 'off' });
    await desk.submits(ANNA);
    for (desk.clock.at = NOON; desk.clock.at <= NOON + 70 * MINUTE; desk.clock.at += 5 * MINUTE) {
      await noteWhatIsDue(desk);
      await delivery.deliver();
    }
    expect(mailed().map((each) => each.split(' · ')[0])).toEqual([
      'olga: № 1001: Обращение назначено вам',
      'olga: № 1001: Скоро срок ответа',
      'olga: № 1001: Срок ответа истёк',
      'pavel: № 1001: Срок ответа истёк',
    ]);
    expect(smtp.mails.at(-1)!.text).toContain('Ответственный: Staff olga');
  });

  test('a manager who is responsible hears of it once', async () => {
    await desk.store.staff.update('olga', { role: 'manager' });
    await desk.submits(ANNA);
    desk.clock.at = NOON + 61 * MINUTE;
    await noteWhatIsDue(desk);
    await delivery.deliver();
    expect(mailed().filter((each) => each.includes('истёк'))).toHaveLength(1);
  });

  test('no warning of what was answered before it could be sent', async () => {
    const id = await desk.submits(ANNA);
    desk.clock.at = NOON + 50 * MINUTE;
    await noteWhatIsDue(desk);
    const { version } = (await desk.load(id)).ticket;
    done(await reply(desk, OLGA, { requestId: 'r', id, seenVersion: version, text: 'Menu', files: [] }));
    await delivery.deliver();
    expect(mailed().some((each) => each.includes('Скоро'))).toBe(false);
  });

  test('what was broken days ago, while nothing ran, is one message', async () => {
    await desk.store.staff.update('pavel', { role: 'manager' });
    for (let i = 0; i < 5; i++) await desk.submits(ANNA);
    await delivery.deliver();
    const before = smtp.mails.length;
    desk.clock.at = moscow('2026-11-13 11:00');
    await noteWhatIsDue(desk);
    await delivery.deliver();
    expect(mailed().slice(before)).toEqual(['pavel: Пока сервер не работал, истекли сроки']);
    expect(smtp.mails.at(-1)!.text).toContain(': 10.');
  });

  test('nobody hears of a ticket days after: it is in the queue for all to see', async () => {
    await desk.submits(ANNA);
    desk.clock.at = NOON + 4 * 24 * 60 * MINUTE;
    await delivery.deliver();
    expect(mailed()).toEqual([]);
  });
});

test('the statuses are called as on the screens', () => {
  const screens = { ru: widgetDeskRu.status, en: widgetDeskEn.status };
  for (const language of LANGUAGES)
    for (const status of STATUSES)
      expect(TICKET_WORDS[language].status[status]).toBe(screens[language][status]);
});
