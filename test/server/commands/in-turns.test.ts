/**
 * What the desk does by itself about many tickets it does one after the other, and lets others in between: on SQLite every
 * answer of the store is there at once, and a loop over them would hold up everybody.
 */
import { expect, it } from 'vitest';
import { closeSilentTickets } from '../../../server/commands/close-silent-tickets.ts';
import { forgetOld } from '../../../server/commands/forget-old.ts';
import { giveOutWaiting } from '../../../server/commands/give-out-waiting.ts';
import { handBackAbsent } from '../../../server/commands/absences.ts';
import { noteWhatIsDue } from '../../../server/commands/note-what-is-due.ts';
import { returnUnanswered } from '../../../server/commands/return-unanswered.ts';
import { remindDepartments } from '../../../server/commands/second-line/remind-departments.ts';
import type { Deps } from '../../../server/deps.ts';
import { turnsOfOthers } from '../support/turns.ts';
import { NOON, RULES } from './a-running-desk.ts';

const TICKETS = ['one', 'two', 'three', 'four'];

/** Tickets that somebody has dealt with in this very moment; pieces of what was kept long enough, one for each. */
function aStoreThatAnswersAtOnce() {
  const pieces = { words: [...TICKETS], files: [...TICKETS] };
  const piece = async (of: string[]) => of.splice(0, 1);
  return {
    tickets: {
      standingIn: async () => TICKETS,
      signalled: async () => TICKETS,
      unassigned: async () => TICKETS,
      openOf: async () => TICKETS.map((id) => ({ id, number: 1 })),
      load: async () => null,
    },
    secondLine: { open: async () => TICKETS.map((ticketId) => ({ ticketId, escalationId: ticketId })) },
    roster: { toHandBack: async () => [{ id: 'absence', staffId: 'olga' }], handedBack: async () => {} },
    licensees: { all: async () => [{ id: 'north' }] },
    privacy: {
      retentionOf: async () => ({ filesDays: null, ticketsMonths: null }),
      withWords: () => piece(pieces.words),
      withFiles: () => piece(pieces.files),
      forgetWords: async () => ({ files: [], forgotten: [], done: TICKETS }),
      wordsForgotten: async () => {},
      forgetFiles: async () => [],
      erase: async () => ({ files: [] }),
      scrub: async () => {},
    },
  };
}

const deps = () =>
  ({
    store: aStoreThatAnswersAtOnce(),
    now: () => NOON,
    ruleBook: () => ({ current: RULES, of: () => RULES }),
    attachments: { drop: async () => {} },
    log: { info() {} },
  }) as unknown as Deps & Parameters<typeof forgetOld>[0];

it.each([
  ['closing checks that nobody answered', closeSilentTickets, 4],
  ['noting what is due', noteWhatIsDue, 4],
  ['giving out what waits', giveOutWaiting, 4],
  ['returning what a shift left', returnUnanswered, 4],
  ['reminding departments', remindDepartments, 4],
  // And what waits is given out again.
  ['handing back the tickets of who is absent', handBackAbsent, 8],
  // Four pieces of words with four people each, four of files.
  ['retention', forgetOld, 24],
])('%s lets others in between two of them', async (_, run, least) => {
  expect(await turnsOfOthers(() => run(deps()))).toBeGreaterThanOrEqual(least);
});
