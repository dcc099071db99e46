/** What an act needs, and where it leads when that depends on more than the status. */
import { describe, expect, test } from 'vitest';
import type { Moving } from '../../../../server/domain/ticket/act.ts';
import { CLOSING_RESOLUTIONS } from '../../../../shared/ticket.ts';
import type { MovingAct, Status, TicketKind } from '../../../../shared/ticket.ts';
import { DAY, aStory, aStoryIn, moving, whole } from './a-story.ts';
import type { Side } from './a-story.ts';

const file = { files: ['file'] } as const;
const INVOICE = { number: '17', sum: 1, currency: 'RUB', fileId: 'invoice' } as const;

describe('is refused without what it needs', () => {
  test.each<[MovingAct, Side, Status, Partial<Moving>, string]>([
    ['ask', 'staff', 'in_progress', file, 'question'],
    ['answer', 'client', 'info_required', {}, 'answer_or_file'],
    ['go_on', 'staff', 'info_required', file, 'note'],
    ['bill', 'staff', 'analysis', { words: 'words', ...file }, 'invoice'],
    ['paid', 'staff', 'payment', { words: 'words' }, 'paid_on'],
    ['withdraw_invoice', 'staff', 'payment', file, 'note'],
    ['hand_over', 'staff', 'in_progress', file, 'what_was_done'],
    ['not_fixed', 'client', 'verification', file, 'what_is_wrong'],
    ['not_fixed', 'staff', 'verification', file, 'what_is_wrong'],
    ['take_back', 'staff', 'verification', file, 'word_to_client'],
    ['close', 'staff', 'analysis', { words: 'words' }, 'resolution'],
    ['close', 'staff', 'analysis', { resolution: 'declined' }, 'word_to_client'],
    ['reopen', 'client', 'closed', file, 'why'],
    ['reopen', 'staff', 'closed', file, 'why'],
  ])('%s by %s in %s', (act, side, status, given, needs) => {
    const story = aStoryIn(status, 'bug')!;
    expect(story.refusal(side, moving(act, { words: null, ...given }))).toEqual({
      code: 'act_needs',
      act,
      needs,
    });
    expect(story.would(side, act)).not.toHaveProperty('refusal');
  });

  test.each<[Side, Status, string]>([
    ['staff', 'in_progress', 'reply'],
    ['client', 'in_progress', 'reply'],
    // There it is the answer.
    ['client', 'info_required', 'answer'],
  ])('a reply by %s in %s', (side, status, act) => {
    const empty = { act: 'reply', words: null, files: [] } as const;
    expect(aStoryIn(status, 'bug')!.refusal(side, empty)).toEqual({
      code: 'act_needs',
      act,
      needs: 'answer_or_file',
    });
  });
});

describe('needs nothing', () => {
  test.each<[MovingAct, Side, Status]>([
    ['start', 'staff', 'request'],
    ['analyse', 'staff', 'request'],
    ['confirm', 'client', 'verification'],
    ['confirm', 'staff', 'verification'],
    ['withdraw', 'client', 'payment'],
  ])('%s by %s in %s', (act, side, status) => {
    const story = aStoryIn(status, 'feature')!;
    expect(story.would(side, moving(act, { words: null }))).not.toHaveProperty('refusal');
  });

  test('a file alone is an answer, and a reply', () => {
    const answer = moving('answer', { words: null, ...file });
    expect(aStoryIn('info_required', 'bug')!.does('client', answer).ticket.status).toBe('in_progress');
    const reply = { act: 'reply', words: null, files: ['file'] } as const;
    expect(aStoryIn('analysis', 'bug')!.does('staff', reply).last).toMatchObject({
      type: 'replied',
      ...file,
    });
  });
});

describe('an answer leads back to where it was asked from', () => {
  test.each<[MovingAct[], Status]>([
    [[], 'in_progress'],
    [['start'], 'in_progress'],
    [['analyse'], 'analysis'],
    [['start', 'analyse'], 'analysis'],
    [['analyse', 'ask', 'answer', 'start'], 'in_progress'],
  ])('asked after %j: %s', (acts, to) => {
    for (const way of ['answer', 'go_on', 'reply'] as const) {
      const story = aStory({ kind: 'bug' });
      for (const act of acts) story.does(act === 'answer' ? 'client' : 'staff', act);
      story.does('staff', 'ask').does(way === 'go_on' ? 'staff' : 'client', way);
      expect(story.ticket.status, way).toBe(to);
      expect(story.ticket.askedFrom, way).toBeNull();
    }
  });

  test('what a client writes in info required is the answer, with its words and files', () => {
    const reply = { act: 'reply', words: 'here', files: ['log'] } as const;
    expect(aStoryIn('info_required', 'bug')!.does('client', reply).last).toEqual({
      type: 'moved',
      act: 'answer',
      from: 'info_required',
      to: 'in_progress',
      words: 'here',
      files: ['log'],
    });
  });

  test('what staff write in info required answers nothing', () => {
    const story = aStoryIn('info_required', 'bug')!.does('staff', 'reply');
    expect(story.ticket).toMatchObject({ status: 'info_required', askedFrom: 'in_progress' });
  });
});

describe('why it was closed', () => {
  test.each<[TicketKind, boolean]>([
    ['consultation', true],
    ['bug', false],
    ['feature', false],
  ])('a %s as answered: %s; as declined, duplicate or without an answer: always', (kind, answered) => {
    for (const resolution of CLOSING_RESOLUTIONS) {
      const story = aStoryIn('analysis', kind)!;
      const close = moving('close', { resolution });
      if (resolution === 'answered' && !answered) {
        expect(story.refusal('staff', close)).toEqual({
          code: 'field_wrong',
          field: 'resolution',
          problem: 'not_valid',
        });
      } else {
        expect(story.does('staff', close).cycle.resolution).toBe(resolution);
      }
    }
  });

  test.each<[MovingAct, Side, string]>([
    ['confirm', 'client', 'resolved'],
    ['confirm', 'staff', 'resolved'],
    ['silence', 'desk', 'unanswered'],
    ['withdraw', 'client', 'withdrawn'],
  ])('%s by %s: %s', (act, side, resolution) => {
    const story = aStoryIn('verification', 'bug')!;
    story.does(side, act, story.events.at(-1)!.at + 20 * DAY);
    expect(story.ticket.status).toBe('closed');
    expect(story.cycle.resolution).toBe(resolution);
    expect(story.last).toMatchObject({ resolution });
  });

  test('nobody chooses it but by closing', () => {
    const confirm = moving('confirm', { resolution: 'duplicate' });
    expect(aStoryIn('verification', 'bug')!.does('client', confirm).cycle.resolution).toBe('resolved');
    const start = moving('start', { resolution: 'duplicate', invoice: INVOICE, paidOn: '2026-11-10' });
    const { last } = aStory().does('staff', start);
    expect(last).not.toHaveProperty('resolution');
    expect(last).not.toHaveProperty('invoice');
    expect(last).not.toHaveProperty('paidOn');
  });
});

describe('payment', () => {
  test('the ticket carries the invoice, and the date it was paid on is in the story', () => {
    const story = aStoryIn('payment', 'feature')!;
    expect(story.ticket.invoice).toEqual((whole('bill') as Moving).invoice);
    expect(story.does('staff', 'paid').last).toMatchObject({ act: 'paid', paidOn: '2026-11-10' });
  });

  test('a withdrawn invoice is none, and the next takes its place', () => {
    const story = aStoryIn('payment', 'feature')!.does('staff', 'withdraw_invoice');
    expect(story.ticket).toMatchObject({ status: 'analysis', invoice: null });
    expect(story.does('staff', moving('bill', { invoice: INVOICE })).ticket.invoice).toEqual(INVOICE);
  });
});
