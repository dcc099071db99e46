/** Who may do what in which status: the regulation's two tables, drawn here once more by hand. */
import { describe, expect, test } from 'vitest';
import { MOVING_ACTS, STANDING_ACTS, STATUSES, TICKET_KINDS } from '../../../../shared/ticket.ts';
import type { Act, Status, TicketKind } from '../../../../shared/ticket.ts';
import { DAY, aStoryIn } from './a-story.ts';
import type { Side } from './a-story.ts';

/*
 * Where the act leads: R request, I info required, P in progress, A analysis, Y payment, V verification, X closed;
 * `=` allowed and the status stays; `.` act_not_allowed; `!` rating_not_open.
 * The question in `info_required` was asked from `in_progress`. Everything is as of 20 days later, when a check has had
 * no answer for more than 10 working days, and a closed ticket can still be reopened and rated.
 */
const TABLE = `
                           R I P A Y V X
start             client   . . . . . . .
start             staff    P . . P . . .
start             desk     . . . . . . .
analyse           client   . . . . . . .
analyse           staff    A . A . . . .
analyse           desk     . . . . . . .
ask               client   . . . . . . .
ask               staff    I . I I . . .
ask               desk     . . . . . . .
answer            client   . P . . . . .
answer            staff    . . . . . . .
answer            desk     . . . . . . .
go_on             client   . . . . . . .
go_on             staff    . P . . . . .
go_on             desk     . . . . . . .
bill              client   . . . . . . .
bill              staff    . . Y Y . . .
bill              desk     . . . . . . .
paid              client   . . . . . . .
paid              staff    . . . . P . .
paid              desk     . . . . . . .
withdraw_invoice  client   . . . . . . .
withdraw_invoice  staff    . . . . A . .
withdraw_invoice  desk     . . . . . . .
hand_over         client   . . . . . . .
hand_over         staff    . . V . . . .
hand_over         desk     . . . . . . .
confirm           client   . . . . . X .
confirm           staff    . . . . . X .
confirm           desk     . . . . . . .
not_fixed         client   . . . . . P .
not_fixed         staff    . . . . . P .
not_fixed         desk     . . . . . . .
take_back         client   . . . . . . .
take_back         staff    . . . . . P .
take_back         desk     . . . . . . .
silence           client   . . . . . . .
silence           staff    . . . . . . .
silence           desk     . . . . . X .
close             client   . . . . . . .
close             staff    X X X X X . .
close             desk     . . . . . . .
withdraw          client   X X X X X X .
withdraw          staff    . . . . . . .
withdraw          desk     . . . . . . .
reopen            client   . . . . . . R
reopen            staff    . . . . . . R
reopen            desk     . . . . . . .
reply             client   = P = = = = .
reply             staff    = = = = = = .
reply             desk     . . . . . . .
note              client   . . . . . . .
note              staff    = = = = = = =
note              desk     . . . . . . .
assign            client   . . . . . . .
assign            staff    = = = = = = .
assign            desk     = = = = = = .
estimate          client   . . . . . . .
estimate          staff    = = = = = = .
estimate          desk     . . . . . . .
promise           client   . . . . . . .
promise           staff    = = = = = = .
promise           desk     . . . . . . .
correct           client   . . . . . . .
correct           staff    = = = = = = .
correct           desk     . . . . . . .
rate              client   ! ! ! ! ! ! =
rate              staff    . . . . . . .
rate              desk     . . . . . . .
`;

/** What a kind has otherwise: only bugs and features are handed over to check, only features are estimated or promised. */
const OTHERWISE: Record<TicketKind, readonly Act[]> = {
  consultation: ['hand_over', 'estimate', 'promise'],
  bug: ['estimate', 'promise'],
  feature: [],
};

const MEANS: Record<string, Status | 'stays' | 'act_not_allowed' | 'rating_not_open'> = {
  R: 'request',
  I: 'info_required',
  P: 'in_progress',
  A: 'analysis',
  Y: 'payment',
  V: 'verification',
  X: 'closed',
  '=': 'stays',
  '.': 'act_not_allowed',
  '!': 'rating_not_open',
};

const [head, ...lines] = TABLE.trim().split('\n');
const statuses = head!
  .trim()
  .split(/\s+/u)
  .map((letter) => MEANS[letter] as Status);
const rows = lines.map((line) => {
  const [act, side, ...cells] = line.split(/\s+/u);
  return { act: act as Act, side: side as Side, cells };
});

test('the table has every act, every status and every side, once', () => {
  const drawn = rows.map(({ act, side }) => `${act} ${side}`);
  const acts = [...MOVING_ACTS, ...STANDING_ACTS];
  expect(drawn.toSorted()).toEqual(
    acts.flatMap((act) => ['client', 'staff', 'desk'].map((side) => `${act} ${side}`)).toSorted(),
  );
  expect(statuses.toSorted()).toEqual(STATUSES.toSorted());
  for (const { act, cells } of rows) expect(cells, act).toHaveLength(STATUSES.length);
});

describe.each(TICKET_KINDS)('a %s', (kind) => {
  test.each(rows)('$act by $side', ({ act, side, cells }) => {
    for (const [i, status] of statuses.entries()) {
      const story = aStoryIn(status, kind);
      if (!story) continue;
      const drawn = OTHERWISE[kind].includes(act) ? 'act_not_allowed' : MEANS[cells[i]!]!;
      const at = story.events.at(-1)!.at + 20 * DAY;
      const decision = story.would(side, act, at);
      const found = 'refusal' in decision ? decision.refusal : decision.ticket.status;
      const expected =
        drawn === 'act_not_allowed'
          ? { code: drawn, act, status }
          : drawn === 'rating_not_open'
            ? { code: drawn }
            : drawn === 'stays'
              ? status
              : drawn;
      expect(found, `${act} by ${side} in ${status}`).toEqual(expected);
    }
  });
});

test('no consultation gets into verification', () => {
  const story = aStoryIn('verification', 'bug')!;
  const act = { act: 'correct', kind: 'consultation', criticality: null, words: null } as const;
  expect(story.refusal('staff', act)).toEqual({
    code: 'act_not_allowed',
    act: 'correct',
    status: 'verification',
  });
});
