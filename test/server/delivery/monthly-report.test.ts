/** A month that is over: managers are told what is known of it, and after the cut-off what it is for good. */
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { mailMonthReport } from '../../../server/commands/mail-month-report.ts';
import { emailTransport } from '../../../server/delivery/email.ts';
import { mattermostTransport } from '../../../server/delivery/mattermost.ts';
import { REGULATION } from '../../../server/domain/regulation.ts';
import { JOBS } from '../../../server/jobs.ts';
import { openReports } from '../../../server/reports/open-reports.ts';
import { rulesAtStart } from '../../../server/rules-at-start.ts';
import { ANNA, aRunningDesk, moscow, NOON, RULES, type RunningDesk } from '../commands/a-running-desk.ts';
import { aMember } from '../store/a-desk.ts';
import { aMailServer, type MailServer } from '../support/a-mail-server.ts';
import { unzipped } from '../support/unzipped.ts';
import { aDelivery, DAY } from './a-delivery.ts';

const OPENING = moscow('2026-12-01 10:00');
const AFTER_CUT_OFF = moscow('2026-12-09 10:00');

let desk: RunningDesk;
let smtp: MailServer;
let deliver: () => Promise<void>;

/** A November with one ticket, two managers, one of whom reads English. */
beforeEach(async () => {
  desk = await aRunningDesk();
  await rulesAtStart(desk.store, REGULATION, NOON);
  await desk.store.staff.add(aMember('vera-m', { role: 'manager' }));
  await desk.store.staff.add(aMember('mark-m', { role: 'manager' }));
  await desk.store.staffNotices.set('mark-m', { language: 'en', mattermostUser: null, ways: {} });
  await desk.submits(ANNA);
  await desk.store.db.deleteFrom('outbox').execute();
  smtp = await aMailServer();
  onTestFinished(() => smtp.close());
  const transports = { email: emailTransport(smtp.settings), mattermost: mattermostTransport(null) };
  ({ deliver } = aDelivery(desk, { transports }));
});

const at = async (instant: number) => {
  desk.clock.at = instant;
  const told = await mailMonthReport(desk);
  await deliver();
  return told;
};
const mailTo = (who: string) =>
  smtp.mails[smtp.recipients.findIndex(([each]) => each === `${who}@desk.example`)]!;

describe('at the first opening of the month', () => {
  test('each manager has one mail, in their language, that says it is provisional and until when', async () => {
    expect(await at(OPENING)).toBe('provisional');
    expect(smtp.recipients.flat().toSorted()).toEqual(['mark-m@desk.example', 'vera-m@desk.example']);
    const vera = mailTo('vera-m');
    expect(vera.subject).toBe('Отчёт за ноябрь 2026: предварительный');
    expect(vera.text).toContain('по состоянию на 1 декабря 2026, 10:00 по Москве');
    expect(vera.text).toContain('учитываются до 8 декабря 2026, 23:59 по Москве');
    expect(vera.text).toContain('Поступило: 1');
    expect(vera.text).toContain('https://desk.example/admin/reports/2026-11');
    expect(mailTo('mark-m').subject).toBe('Report for November 2026: provisional');
    expect(mailTo('mark-m').text).toContain('This report is provisional, as of 1 December 2026, 10:00');
  });

  test('the workbook is the one that can be downloaded at that moment', async () => {
    await at(OPENING);
    const [file] = mailTo('vera-m').attachments;
    expect(file!.filename).toBe('report-2026-11.xlsx');
    const reports = openReports({ ...desk, ruleBook: desk.ruleBook(), mayKeep: false });
    expect(unzipped(file!.content)).toEqual(unzipped(await reports.file('2026-11', 'xlsx', 'ru')));
  });

  test('at night it waits for the opening', async () => {
    await at(moscow('2026-12-01 00:30'));
    expect(smtp.mails).toEqual([]);
    desk.clock.at = OPENING;
    await deliver();
    expect(smtp.mails).toHaveLength(2);
  });

  test('again and again it is told once, though what was sent has long been forgotten', async () => {
    await at(OPENING);
    await desk.store.outbox.sweep(OPENING + 1);
    expect(await at(OPENING + DAY)).toBeNull();
    expect(smtp.mails).toHaveLength(2);
  });
});

describe('after the cut-off', () => {
  test('comes the final one, which says that it will not change', async () => {
    await at(OPENING);
    expect(await at(AFTER_CUT_OFF)).toBe('final');
    expect(smtp.mails).toHaveLength(4);
    expect(smtp.mails.at(-1)!.text).toMatch(/Это окончательный отчёт|This report is final/u);
    expect(await at(AFTER_CUT_OFF + DAY)).toBeNull();
  });

  test('a provisional one that could not go before is not sent any more', async () => {
    desk.clock.at = OPENING;
    await mailMonthReport(desk);
    await at(AFTER_CUT_OFF);
    expect(smtp.mails.map(({ subject }) => subject!.split(': ')[1]).toSorted()).toEqual([
      'final',
      'окончательный',
    ]);
  });

  test('after months in which nothing ran, only the last one is told of', async () => {
    expect(await at(moscow('2027-04-20 12:00'))).toBe('final');
    expect(smtp.mails).toHaveLength(2);
    expect(mailTo('vera-m').subject).toBe('Отчёт за март 2027: окончательный');
  });
});

test('of a month before the first ticket nobody is told', async () => {
  expect(await at(moscow('2026-11-20 12:00'))).toBeNull();
  expect(smtp.mails).toEqual([]);
});

test('who wants to hear nothing of their team hears nothing of this', async () => {
  await desk.store.staffNotices.set('vera-m', {
    language: 'ru',
    mattermostUser: null,
    ways: { team: 'none' },
  });
  await at(OPENING);
  expect(smtp.recipients).toEqual([['mark-m@desk.example']]);
});

test('the table of jobs has it at each opening', () => {
  const job = JOBS.find(({ run }) => run === mailMonthReport)!;
  expect(job.next(moscow('2026-11-30 20:00'), RULES)).toBe(OPENING);
});
