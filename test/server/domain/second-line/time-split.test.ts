import { expect, test } from 'vitest';
import { staysOf, timeSplit } from '../../../../server/domain/second-line/time-split.ts';
import { HOUR, moscow } from '../ticket/a-story.ts';
import { answers, aQuestion, asks } from './a-question.ts';

const SENT = moscow('2026-11-09 12:00');

/** Two hours ours; legal for three, finance beside it for the last of them and one more; the client for two; then ours. */
const story = () =>
  aQuestion(SENT)
    .does('staff', asks('legal', 'e1'), SENT + 2 * HOUR)
    .does('staff', asks('settlements', 'e2'), SENT + 4 * HOUR)
    .does('department', answers(true, 'e1'), SENT + 5 * HOUR)
    .does('department', answers(true, 'e2'), SENT + 6 * HOUR)
    .moves('staff', { act: 'ask', words: 'question', files: [] }, SENT + 7 * HOUR)
    .moves('client', { act: 'answer', words: 'answer', files: [] }, SENT + 9 * HOUR).ticket;

test('each moment is somebody’s, once', () => {
  expect(timeSplit(story(), SENT + 10 * HOUR)).toEqual({
    firstLine: 4 * HOUR,
    client: 2 * HOUR,
    secondLine: 4 * HOUR,
    byTopic: { legal: 3 * HOUR, settlements: 2 * HOUR },
  });
});

test('the stays are adjacent and as long as the ticket', () => {
  const stays = staysOf(story(), SENT + 10 * HOUR);
  expect(stays[0]!.from).toBe(SENT);
  stays.slice(1).forEach((stay, i) => expect(stay.from).toBe(stays[i]!.to));
  expect(stays.at(-1)!.to).toBe(SENT + 10 * HOUR);
});

test('while the client has the move the time is theirs, though a department is asked', () => {
  const asked = aQuestion(SENT)
    .does('staff', asks('legal'), SENT + HOUR)
    .moves('staff', { act: 'ask', words: 'question', files: [] }, SENT + 2 * HOUR).ticket;
  expect(timeSplit(asked, SENT + 5 * HOUR)).toMatchObject({
    firstLine: HOUR,
    secondLine: HOUR,
    client: 3 * HOUR,
  });
});

test('it ends with the ticket', () => {
  const closed = aQuestion(SENT)
    .does('staff', asks('legal'), SENT + HOUR)
    .moves(
      'staff',
      { act: 'close', words: 'word', files: [], resolution: 'answered' },
      SENT + 2 * HOUR,
    ).ticket;
  expect(timeSplit(closed, SENT + 50 * HOUR)).toMatchObject({ firstLine: HOUR, secondLine: HOUR });
});
