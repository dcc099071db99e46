import { describe, expect, test } from 'vitest';
import type { Ledger } from '../../../server/domain/sla/ledger.ts';
import { ledgerEn } from '../../../widget/wording/ledger.en.ts';
import { ledgerRu } from '../../../widget/wording/ledger.ru.ts';
import { DESK, FAULT, estimated, ledger, plain } from '../ui/ledger/sample-ledgers.ts';

const NOW = '2026-11-06 14:20';
const ANSWERED = { sent: '2026-11-10 12:00', reacted: '2026-11-10 12:10' };
const HOURS_RU = 'пока поддержка открыта: с 10:00 до 19:00, кроме выходных и праздников.';
const HOURS_EN = 'while support is open: 10:00 to 19:00, except weekends and holidays.';

describe('the due time and its sentence', () => {
  test.each<[string, Ledger, string, string, string, string]>([
    [
      'running, stretched by one wait',
      ledger(FAULT, 'completion', NOW),
      'Решим в среду, 11 ноября, до 16:55',
      '7 суток подряд, с ночами и выходными. И ещё 22 ч 15 мин — столько мы ждали ваш ответ.',
      'We resolve it on Wednesday, 11 November, by 16:55',
      '7 days on end, nights and weekends included. And another 22 h 15 min: so long we waited for your answer.',
    ],
    [
      'answered in time',
      ledger(FAULT, 'reaction', NOW),
      'Ответили вчера в 10:12',
      `Срок был до 10:40. На ответ даётся 60 минут, ${HOURS_RU}`,
      'Answered yesterday at 10:12',
      `It was due by 10:40. We have 60 minutes to answer, ${HOURS_EN}`,
    ],
    [
      'just sent before a weekend',
      ledger({ sent: '2026-11-06 18:55' }, 'reaction', '2026-11-06 18:55'),
      'Ответим в понедельник, 9 ноября, до 10:55',
      `На ответ даётся 60 минут, ${HOURS_RU} Сегодня из них осталось 5, остальные 55 — в понедельник в 10:00, когда откроемся.`,
      'We answer on Monday, 9 November, by 10:55',
      `We have 60 minutes to answer, ${HOURS_EN} 5 of them are left today, the other 55 come on Monday at 10:00, when we open.`,
    ],
    [
      'just sent at night',
      ledger({ sent: '2026-11-09 22:00' }, 'reaction', '2026-11-09 22:00'),
      'Ответим завтра, до 11:00',
      `На ответ даётся 60 минут, ${HOURS_RU} Сейчас закрыто, откроемся завтра в 10:00.`,
      'We answer tomorrow by 11:00',
      `We have 60 minutes to answer, ${HOURS_EN} We are closed now and open tomorrow at 10:00.`,
    ],
    [
      'moved by both of R2’s lines',
      ledger({ sent: '2026-11-07 03:00' }, 'completion', '2026-11-08 09:00'),
      'Решим завтра, до 11:00',
      '24 часа подряд, с ночами и выходными. Срок выпал на выходной и перешёл на то же время рабочего дня. Решение не раньше срока ответа.',
      'We resolve it tomorrow by 11:00',
      '24 hours on end, nights and weekends included. It fell on a day off and moved to the same time of the next working day. A resolution is not due before the answer is.',
    ],
    [
      'standing still',
      ledger(
        {
          kind: 'bug',
          criticality: 'critical',
          sent: '2026-11-10 12:00',
          then: { '2026-11-10 15:00': 'verification' },
        },
        'completion',
        '2026-11-10 16:30',
      ),
      'Срок решения стоит',
      '24 часа подряд, с ночами и выходными. И ещё 1 ч 30 мин — столько мы ждали вашу проверку. Осталось 21 ч, срок пойдёт дальше, если не исправлено.',
      'The clock of the resolution stands still',
      '24 hours on end, nights and weekends included. And another 1 h 30 min: so long we waited for your check. 21 h are left and go on if it is not fixed.',
    ],
    [
      'late and open',
      ledger(ANSWERED, 'completion', '2026-11-11 13:10'),
      'Должны были решить сегодня до 12:00',
      'Опаздываем на 1 ч 10 мин. 24 часа подряд, с ночами и выходными.',
      'We should have resolved it today by 12:00',
      'We are late by 1 h 10 min. 24 hours on end, nights and weekends included.',
    ],
    [
      'answered late, told as plainly as in time',
      ledger({ sent: '2026-11-10 12:00', reacted: '2026-11-10 13:18' }, 'reaction', '2026-11-10 14:00'),
      'Ответили сегодня в 13:18',
      `Срок был до 13:00, опоздали на 18 мин. На ответ даётся 60 минут, ${HOURS_RU}`,
      'Answered today at 13:18',
      `It was due by 13:00, we were late by 18 min. We have 60 minutes to answer, ${HOURS_EN}`,
    ],
    [
      'resolved on an earlier day than it was due',
      ledger({ ...FAULT, closed: '2026-11-10 16:00' }, 'completion', '2026-11-10 18:00'),
      'Решили сегодня в 16:00',
      'Срок был до 11 ноября, 16:55. 7 суток подряд, с ночами и выходными. И ещё 22 ч 15 мин — столько мы ждали ваш ответ.',
      'Resolved today at 16:00',
      'It was due by 11 November, 16:55. 7 days on end, nights and weekends included. And another 22 h 15 min: so long we waited for your answer.',
    ],
    [
      'two waits',
      ledger(
        {
          kind: 'bug',
          sent: '2026-11-10 12:00',
          then: {
            '2026-11-10 13:00': 'info_required',
            '2026-11-10 15:00': 'in_progress',
            '2026-11-10 16:00': 'payment',
            '2026-11-10 17:00': 'in_progress',
          },
        },
        'completion',
        '2026-11-10 18:00',
      ),
      'Решим во вторник, 24 ноября, до 15:00',
      '14 суток подряд, с ночами и выходными. И ещё 3 ч: 2 ч ждали ваш ответ, 60 мин ждали оплату.',
      'We resolve it on Tuesday, 24 November, by 15:00',
      '14 days on end, nights and weekends included. And another 3 h: 2 h we waited for your answer, 60 min we waited for payment.',
    ],
    [
      'by an estimate, with a wait',
      ledger(
        estimated(32, { then: { '2026-11-10 12:00': 'payment', '2026-11-10 14:00': 'in_progress' } }),
        'completion',
        '2026-11-10 15:00',
      ),
      'Решим в четверг, до 19:00',
      `По оценке 32 часа работы, ${HOURS_RU} Пока ждали оплату, время не считали.`,
      'We resolve it on Thursday by 19:00',
      `Estimated at 32 hours of work, ${HOURS_EN} While we waited for payment, no time counted.`,
    ],
    [
      'promised',
      ledger(
        {
          kind: 'feature',
          sent: '2026-11-05 12:00',
          targets: { '2026-11-06 12:00': { promised: '2026-11-13 12:00' } },
        },
        'completion',
        NOW,
      ),
      'Сделаем в пятницу, 13 ноября, до 12:00',
      'Эту дату мы назвали сами, паузы её не двигают.',
      'We deliver on Friday, 13 November, by 12:00',
      'We named this date ourselves, pauses do not move it.',
    ],
    [
      'not estimated yet',
      ledger({ kind: 'feature', sent: '2026-11-05 12:00' }, 'completion', NOW),
      'Срока ещё нет',
      'Назовём его, когда оценим работу.',
      'No due time yet',
      'We name it once we have estimated the work.',
    ],
    [
      'withdrawn in time',
      ledger(
        { sent: '2026-11-10 12:00', closed: '2026-11-10 12:20', resolution: 'withdrawn' },
        'reaction',
        '2026-11-10 14:00',
      ),
      'Обращение отозвали до ответа',
      `На ответ даётся 60 минут, ${HOURS_RU}`,
      'Withdrawn before an answer',
      `We have 60 minutes to answer, ${HOURS_EN}`,
    ],
  ])('%s', (_, of, headingRu, whyRu, headingEn, whyEn) => {
    const heading = (words: typeof ledgerRu) =>
      plain(words.heading(of, DESK)).replace(/ (по Москве|Moscow time)$/, '');
    expect([heading(ledgerRu), plain(ledgerRu.why(of, DESK))]).toEqual([headingRu, whyRu]);
    expect([heading(ledgerEn), plain(ledgerEn.why(of, DESK))]).toEqual([headingEn, whyEn]);
  });

  test('a reader whose watch differs is told whose time it is', () => {
    const of = ledger(FAULT, 'completion', NOW);
    const far =
      Intl.DateTimeFormat().resolvedOptions().timeZone === 'Asia/Tokyo' ? 'Europe/Moscow' : 'Asia/Tokyo';
    expect(plain(ledgerRu.heading(of, { ...DESK, timeZone: far }))).toMatch(/ (\(UTC\+9\)|по Москве)$/);
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    expect(plain(ledgerRu.heading(of, { ...DESK, timeZone: own }))).not.toMatch(/UTC|Москве/);
  });
});

test('the sum names its kind, its paragraph and its version', () => {
  const of = ledger(FAULT, 'completion', NOW);
  expect(plain(ledgerRu.under(of))).toBe('Ошибка, высокая, § 5 регламента 2.0');
  expect(plain(ledgerEn.under(of))).toBe('Fault, high, § 5 of regulation 2.0');
  expect(plain(ledgerRu.under(ledger(FAULT, 'reaction', NOW)))).toBe('Любое обращение, § 5 регламента 2.0');
});

test.each([
  [5 * 60 + 20, '5 ч 20', '5 h 20'],
  [11 * 60 + 5, '11 ч 05', '11 h 05'],
  [24 * 60, '24 ч', '24 h'],
  [20, '20 мин', '20 min'],
])('%d minutes in the column of a picture are «%s»', (minutes, ru, en) => {
  expect(plain(ledgerRu.cell(minutes * 60_000))).toBe(ru);
  expect(plain(ledgerEn.cell(minutes * 60_000))).toBe(en);
});
