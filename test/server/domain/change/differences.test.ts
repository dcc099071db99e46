import { expect, test } from 'vitest';
import { differencesBetween } from '../../../../server/domain/change/differences.ts';
import { REGULATION } from '../../../../server/domain/regulation.ts';

test('names every field that differs, with both its values, and nothing else', () => {
  const { desk, reaction } = REGULATION;
  const changed = {
    ...REGULATION,
    desk: {
      ...desk,
      hours: [['10:00', '18:00']],
      weekend: [7],
      exceptions: [{ date: '2026-12-30', hours: [], name: { ru: 'Инвентаризация', en: 'Stock-taking' } }],
    },
    reaction: { ...reaction, minutes: 30 },
    reminders: { ...REGULATION.reminders, payment: null },
    secondLine: REGULATION.secondLine.map((topic, i) =>
      i === 2 ? { ...topic, reactionWorkingDays: 4 } : topic,
    ),
  };
  expect(differencesBetween(REGULATION, changed)).toEqual([
    { field: 'desk.hours', was: [['10:00', '19:00']], is: [['10:00', '18:00']] },
    { field: 'desk.weekend', was: [6, 7], is: [7] },
    {
      field: 'desk.exceptions[0]',
      was: null,
      is: { date: '2026-12-30', hours: [], name: { ru: 'Инвентаризация', en: 'Stock-taking' } },
    },
    { field: 'reaction.minutes', was: 60, is: 30 },
    { field: 'reminders.payment', was: 5, is: null },
    { field: 'secondLine[2].reactionWorkingDays', was: 3, is: 4 },
  ]);
  expect(differencesBetween(REGULATION, structuredClone(REGULATION))).toEqual([]);
});
