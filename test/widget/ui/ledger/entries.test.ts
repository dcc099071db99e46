import { describe, expect, test } from 'vitest';
import type { Ledger } from '../../../../server/domain/sla/ledger.ts';
import { entriesOf } from '../../../../widget/ui/ledger/entries.ts';
import type { Entry } from '../../../../widget/ui/ledger/entries.ts';
import { ledgerEn } from '../../../../widget/wording/ledger.en.ts';
import { ledgerRu } from '../../../../widget/wording/ledger.ru.ts';
import { DESK, FAULT, estimated, ledger, plain } from './sample-ledgers.ts';

const ZONE = DESK.timeZone;
const said = (of: Ledger, words = ledgerRu) => {
  const { upToDue, late } = entriesOf(of, ZONE);
  const line = (entry: Entry) =>
    plain(
      `${words.entry(entry, of, ZONE)} · ${words.range(entry, of, ZONE)} · ${words.time.lengthOf(entry.length)}`,
    );
  return [...upToDue.map(line), '=', ...late.map(line)];
};

describe('the list', () => {
  test('of a running clock', () => {
    expect(said(ledger(FAULT, 'completion', '2026-11-06 14:20'))).toEqual([
      'Считаем · 3 ноября, 18:40 — 5 ноября, 11:05 · 40 ч 25 мин',
      'Не считаем: ждали ваш ответ · 5 ноября, 11:05 — 6 ноября, 9:20 · 22 ч 15 мин',
      'Считаем · 6 ноября, 9:20 — сейчас · 5 ч',
      'Осталось · сейчас — 11 ноября, 16:55 · 122 ч 35 мин',
      '=',
    ]);
  });

  test('joins a night and a holiday, and says what ended it', () => {
    expect(said(ledger(FAULT, 'reaction', '2026-11-06 14:20'))).toEqual([
      'Считаем до закрытия · 3 ноября, 18:40 — 19:00 · 20 мин',
      'Не считаем: закрыто на ночь и на праздник, День народного единства · 3 ноября, 19:00 — 5 ноября, 10:00 · 39 ч',
      'Считаем, ответили · 5 ноября, 10:00 — 10:12 · 12 мин',
      'Осталось в запасе · 5 ноября, 10:12 — 10:40 · 28 мин',
      '=',
    ]);
  });

  test('in English', () => {
    expect(said(ledger(FAULT, 'reaction', '2026-11-06 14:20'), ledgerEn)).toEqual([
      'Counted until closing · 3 November, 18:40 — 19:00 · 20 min',
      'Not counted: closed for the night and a holiday, National Unity Day · 3 November, 19:00 — 5 November, 10:00 · 39 h',
      'Counted, answered · 5 November, 10:00 — 10:12 · 12 min',
      'To spare · 5 November, 10:12 — 10:40 · 28 min',
      '=',
    ]);
  });

  test('keeps R2’s two lines apart', () => {
    expect(said(ledger({ sent: '2026-11-07 03:00' }, 'completion', '2026-11-07 03:00'))).toEqual([
      'Осталось · сейчас — 8 ноября, 3:00 · 24 ч',
      'Не считаем: выходной, срок перешёл на рабочий день · 8 ноября, 3:00 — 9 ноября, 3:00 · 24 ч',
      'Не считаем: решение не раньше срока ответа · 9 ноября, 3:00 — 11:00 · 8 ч',
      '=',
    ]);
  });

  test('says after what the clock goes on', () => {
    const asked = { ...FAULT, then: { '2026-11-05 11:05': 'info_required' } } as const;
    expect(said(ledger(asked, 'completion', '2026-11-06 14:20')).slice(1)).toEqual([
      'Не считаем: ждали ваш ответ · 5 ноября, 11:05 — сейчас · 27 ч 15 мин',
      'Осталось · после вашего ответа · 127 ч 35 мин',
      '=',
    ]);
  });

  test('puts what is late below the sum', () => {
    expect(said(ledger({ sent: '2026-11-10 12:00' }, 'completion', '2026-11-11 13:10'))).toEqual([
      'Считаем · 10 ноября, 12:00 — 11 ноября, 12:00 · 24 ч',
      '=',
      'Опоздание · 11 ноября, 12:00 — сейчас · 1 ч 10 мин',
    ]);
  });

  test('day after day of the same is two rows', () => {
    expect(said(ledger(estimated(60), 'completion', '2026-11-09 12:00'))).toEqual([
      'Осталось, 7 рабочих дней · сейчас — 17 ноября, 18:00 · 60 ч',
      'Не считаем между ними: закрыто на ночь и на выходные · 9 ноября, 19:00 — 17 ноября, 10:00 · 138 ч',
      '=',
    ]);
  });

  test('a short wait for opening is no night', () => {
    expect(said(ledger({ sent: '2026-11-10 09:40' }, 'reaction', '2026-11-10 09:40'))[0]).toBe(
      'Не считаем: закрыто до 10:00 · сейчас — 10 ноября, 10:00 · 20 мин',
    );
  });

  test('tells seconds exactly, and the rows still sum', () => {
    const sent = { sent: '2026-12-30 18:30:23.456' };
    const of = ledger(sent, 'reaction', '2026-12-30 18:40:07.890');
    expect(said(of)[0]).toBe('Считаем · 30 декабря, 18:30:23 — сейчас · 9 мин 44 с');
    const { upToDue } = entriesOf(of, ZONE);
    const counts = upToDue.filter(({ is }) => is !== 'not_counted');
    expect(counts.reduce((sum, { length }) => sum + length, 0)).toBe(of.allowance);
  });
});
