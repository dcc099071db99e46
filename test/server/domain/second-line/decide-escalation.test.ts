import { describe, expect, test } from 'vitest';
import { remindersDue } from '../../../../server/domain/second-line/decide-escalation.ts';
import { stateOf } from '../../../../server/domain/second-line/escalation.ts';
import { isForStaff } from '../../../../server/domain/ticket/for-staff.ts';
import { replay } from '../../../../server/domain/ticket/evolve.ts';
import type { EscalationAct } from '../../../../server/domain/second-line/decide-escalation.ts';
import { ACTORS, moscow, RULES } from '../ticket/a-story.ts';
import { answers, aQuestion, asks, handsBack, takes, type Who } from './a-question.ts';

const SENT = moscow('2026-11-09 12:00');
const again: EscalationAct = { act: 'ask_department', escalationId: 'e1', words: 'again', files: [] };
const closes: EscalationAct = { act: 'close_escalation', escalationId: 'e1', words: null };
const reminds = (stage: 'half' | 'end' | 'managers'): EscalationAct => ({
  act: 'remind_department',
  escalationId: 'e1',
  stage,
});
const open = () => aQuestion(SENT).does('staff', asks('legal'), SENT);

describe('who may do what to an open question', () => {
  const ACTS = { again, takes: takes(), answers: answers(), handsBack: handsBack(), closes };
  const MAY: Record<keyof typeof ACTS, Who> = {
    again: 'staff',
    takes: 'department',
    answers: 'department',
    handsBack: 'department',
    closes: 'staff',
  };
  const rows = (Object.keys(ACTS) as (keyof typeof ACTS)[]).flatMap((act) =>
    (['client', 'staff', 'desk', 'department'] as const).map((who) => [who, act] as const),
  );
  test.each(rows)('%s, %s', (who, act) => {
    const decision = open().would(who, ACTS[act], SENT + 1);
    expect('refusal' in decision).toBe(MAY[act] !== who);
  });
  test.each(['client', 'desk', 'department'] as const)('%s does not escalate', (who) => {
    expect(aQuestion(SENT).refusal(who, asks('legal'), SENT)).toMatchObject({ code: 'act_not_allowed' });
  });
  test('a closed ticket is not escalated', () => {
    const closed = aQuestion(SENT).moves(
      'staff',
      { act: 'close', words: 'word', files: [], resolution: 'answered' },
      SENT + 1,
    );
    expect(closed.refusal('staff', asks('legal'), SENT + 2)).toMatchObject({ code: 'act_not_allowed' });
  });
});

describe('what of the conversation is shown', () => {
  test('an entry that is a note of staff stays here', () => {
    const noted = aQuestion(SENT).moves('staff', { act: 'note', words: 'note', files: [] }, SENT + 1);
    const act = { ...asks('legal'), shown: { entries: [1, 2], files: [] } } as EscalationAct;
    expect(noted.refusal('staff', act, SENT + 2)).toEqual({
      code: 'field_wrong',
      field: 'entries',
      problem: 'not_valid',
    });
  });
  test('a file that no shown conversation has is refused', () => {
    const act = { ...asks('legal'), shown: { entries: [1], files: ['elsewhere'] } } as EscalationAct;
    expect(aQuestion(SENT).refusal('staff', act, SENT)).toMatchObject({ field: 'files' });
  });
});

describe('the states', () => {
  test('it is taken once', () => {
    const taken = open().does('department', takes(), SENT + 1);
    expect(stateOf(taken.escalation())).toBe('taken');
    expect(taken.refusal('department', takes(), SENT + 2)).toMatchObject({ code: 'act_not_allowed' });
  });
  test('it is asked again after an answer, and answered again', () => {
    const asked = open()
      .does('department', answers(), SENT + 1)
      .does('staff', again, SENT + 2);
    expect(stateOf(asked.escalation())).toBe('asked_again');
    expect(stateOf(asked.does('department', answers(), SENT + 3).escalation())).toBe('answered');
  });
  test('what was answered is not handed back', () => {
    expect(
      open()
        .does('department', answers(), SENT + 1)
        .refusal('department', handsBack(), SENT + 2),
    ).toMatchObject({
      code: 'act_not_allowed',
    });
  });
  test.each([
    ['handed back', 'department' as const, handsBack()],
    ['closed', 'staff' as const, closes],
  ])('%s, it takes nothing more', (_, who, act) => {
    const over = open().does(who, act, SENT + 1);
    for (const [by, next] of [
      ['department', answers()],
      ['department', takes()],
      ['staff', again],
    ] as const)
      expect(over.refusal(by, next, SENT + 2)).toMatchObject({ code: 'act_not_allowed' });
  });
  test('with the ticket its questions are over', () => {
    const closed = open().moves('client', { act: 'withdraw', words: null, files: [] }, SENT + 1);
    expect(stateOf(closed.escalation())).toBe('ticket_closed');
  });
  test('the log folds to the same ticket', () => {
    const story = open()
      .does('department', takes(), SENT + 1)
      .does('department', answers(), SENT + 2)
      .does('staff', again, SENT + 3)
      .does('staff', closes, SENT + 4);
    expect(replay('t1', 0, story.events)).toEqual(story.ticket);
  });
  test('a client is told of none of it, and nothing they see of the ticket changes', () => {
    const before = aQuestion(SENT);
    const { version: _v, escalations: _e, ...seen } = before.ticket;
    const story = before.does('staff', asks('legal'), SENT + 1).does('department', answers(), SENT + 2);
    const { version: _v2, escalations: _e2, ...after } = story.ticket;
    expect(after).toEqual(seen);
    expect(story.events.slice(1).every(({ body }) => isForStaff(body))).toBe(true);
  });
});

describe('what is said by itself', () => {
  // Half at 2026-11-11 11:00, due 2026-11-12 19:00.
  const dueAt = (at: string, question = open()) =>
    remindersDue(question.escalation(), { at: moscow(at), by: ACTORS.desk, rules: RULES });
  test.each([
    ['before half', '2026-11-11 10:59', []],
    ['at half', '2026-11-11 11:00', ['half']],
    [
      'after a standstill over the end: half is not spoken of any more',
      '2026-11-14 10:00',
      ['end', 'managers'],
    ],
    ['on the instant it is due nobody is late yet', '2026-11-12 19:00', ['end']],
  ])('%s', (_, at, stages) => {
    expect(dueAt(at)).toEqual(stages);
  });
  test('each once', () => {
    const half = open().does('desk', reminds('half'), moscow('2026-11-11 11:00'));
    expect(dueAt('2026-11-11 12:00', half)).toEqual([]);
    expect(half.refusal('desk', reminds('half'), moscow('2026-11-11 12:00'))).toMatchObject({
      code: 'act_not_allowed',
    });
  });
  test('nothing once it is answered', () => {
    expect(dueAt('2026-11-20 10:00', open().does('department', answers(), SENT + 1))).toEqual([]);
  });
});
