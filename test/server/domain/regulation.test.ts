import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PARAGRAPHS, REGULATION, TOPICS } from '../../../server/domain/regulation.ts';

const ROOT = join(import.meta.dirname, '../../..');

/** Read off the printed text, paragraph by paragraph. */
describe('the regulation says what its text says', () => {
  test('§2: every day from 10:00 to 19:00 but weekends; three people, one of them a technical specialist', () => {
    const { desk, shift } = REGULATION;
    expect([desk.timeZone, desk.hours, desk.weekend]).toEqual([
      'Europe/Moscow',
      [['10:00', '19:00']],
      [6, 7],
    ]);
    expect([desk.hoursByWeekday, desk.exceptions, desk.preHolidayShortenedMinutes]).toEqual([{}, [], 0]);
    expect(shift).toEqual({ minimum: 3, technicalSpecialists: 1 });
  });

  test('§5: a reaction in 60 working minutes', () => {
    expect(REGULATION.reaction).toEqual({ minutes: 60, clock: 'working' });
  });

  test.each([
    ['consultation', REGULATION.completion.consultation, 24],
    ['critical bug', REGULATION.completion.bug.critical, 24],
    ['high bug', REGULATION.completion.bug.high, 168],
    ['normal bug', REGULATION.completion.bug.normal, 336],
    ['low bug', REGULATION.completion.bug.low, 336],
  ])('§5: a %s is completed in %o', (_, target, hours) => {
    expect(target).toEqual({ hours, clock: 'elapsed' });
  });

  test('§5: a feature by its estimate, in working time', () => {
    expect(REGULATION.completion.feature).toEqual({ clock: 'working' });
  });

  test('§6: good from 4.7, normal from 4, over what was rated, until the 8th', () => {
    expect(REGULATION.quality).toEqual({ goodFrom: 47, normalFrom: 40, levelOver: 'rated', cutOffDay: 8 });
  });

  test.each([
    ['legal', 'Юридический департамент', 3, 'mattermost, email'],
    ['settlements', 'Финансовый департамент', 5, 'mattermost, email'],
    ['promotion', 'Департамент маркетинга', 3, 'mattermost'],
    ['development', 'Департамент продукта, Департамент ИТ', 5, 'mattermost'],
    ['system_errors', 'Департамент ИТ', 1, 'mattermost'],
    ['data_editing', 'Департамент ИТ', 1, 'mattermost'],
    ['joint_events', 'Департамент маркетинга', 3, 'mattermost'],
    ['joint_pr', 'Департамент маркетинга', 3, 'mattermost'],
  ])('§7, §8: %s goes to %s for %d working days, through %s', (topic, departments, days, channels) => {
    const row = REGULATION.secondLine.find((one) => one.topic === topic);
    expect(row?.departments.map(({ ru }) => ru).join(', ')).toBe(departments);
    expect(row?.reactionWorkingDays).toBe(days);
    expect(row?.channels.join(', ')).toBe(channels);
  });

  test('every topic has one row', () => {
    expect(REGULATION.secondLine.map(({ topic }) => topic)).toEqual([...TOPICS]);
  });

  test('where the text is silent: pauses, reminders, reopening, ratings', () => {
    expect(REGULATION.completion.pausedIn).toEqual(['info_required', 'payment', 'verification']);
    expect(REGULATION.reminders).toEqual({ infoRequired: 2, payment: 5, verification: 2 });
    expect(REGULATION.closeUnansweredVerificationAfter).toBe(10);
    expect(REGULATION.reopenWithinDays).toBe(30);
    expect(REGULATION.ratingChangeWithinDays).toBe(7);
  });

  test('each part has its paragraph', () => {
    expect(PARAGRAPHS).toMatchObject({
      desk: '2',
      workflow: '4',
      completion: '5',
      quality: '6',
      secondLine: '7',
    });
  });
});

test('the ceiling for a bug stands in one line of the product', () => {
  const lines = ['server', 'shared']
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
        join(folder, file),
      ),
    )
    .filter((file) => /\.(ts|json)$/.test(file))
    .flatMap((file) =>
      readFileSync(join(ROOT, file), 'utf8')
        .split('\n')
        .filter((line) => line.includes('336'))
        .map((line) => `${file}: ${line}`),
    );
  expect(lines).toEqual(['server/domain/regulation.ts: export const BUG_CEILING_HOURS = 336;']);
});
