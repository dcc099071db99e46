import { expect, test } from 'vitest';
import type { EventBody } from '../../../server/domain/ticket/event.ts';
import { wordsAreForStaff } from '../../../server/domain/ticket/for-staff.ts';
import { MOVING_ACTS } from '../../../shared/ticket.ts';
import {
  isDoneAtOnce,
  needsOf,
  STAFF_ACTS,
  type StaffAct,
  staffActsIn,
} from '../../../widget/console/ticket/act-needs.ts';
import { consoleEn } from '../../../widget/wording/console.en.ts';
import { consoleRu } from '../../../widget/wording/console.ru.ts';

const CLIENTS_OWN = ['answer', 'withdraw', 'silence'];

test('every act that staff may do has a button, and no other', () => {
  const moves = MOVING_ACTS.filter((act) => !CLIENTS_OWN.includes(act));
  expect(Object.keys(STAFF_ACTS).toSorted()).toEqual([...moves, 'estimate', 'promise'].toSorted());
});

test('only what is allowed is shown', () => {
  expect(staffActsIn(['reply', 'note', 'close', 'answer', 'start'])).toEqual(['start', 'close']);
  expect(staffActsIn([])).toEqual([]);
});

test('an act done by its button alone asks for nothing', () => {
  for (const act of Object.keys(STAFF_ACTS) as StaffAct[]) {
    if (isDoneAtOnce(act)) expect(needsOf(act)).toEqual({});
  }
});

test.each([
  ['Russian', consoleRu],
  ['English', consoleEn],
])('%s has a name for every act and for its button', (_, { ticket }) => {
  for (const act of Object.keys(STAFF_ACTS) as StaffAct[]) {
    expect(ticket.act[act]).not.toBe('');
    expect(ticket.doAct[act]).not.toBe('');
  }
});

test('both languages have the same keys', () => {
  const keysOf = (value: unknown, path = ''): string[] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => keysOf(inner, `${path}.${key}`))
      : [path];
  expect(keysOf(consoleEn).toSorted()).toEqual(keysOf(consoleRu).toSorted());
});

test('words are asked for as a note exactly where the client does not get them', () => {
  const eventOf = (act: StaffAct) =>
    ({ type: act === 'estimate' ? 'estimated' : act === 'promise' ? 'promised' : 'moved', act }) as EventBody;
  for (const act of Object.keys(STAFF_ACTS) as StaffAct[]) {
    const { words } = needsOf(act);
    if (words) expect([act, words === 'note']).toEqual([act, wordsAreForStaff(eventOf(act))]);
  }
});
