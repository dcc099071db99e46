import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { EventBody } from '../../server/domain/ticket/event.ts';
import { aTicket, submitted, T0 } from '../server/store/a-desk.ts';
import type { Intent } from './a-client.ts';
import { problemsOf, type Found } from './judge.ts';
import { killRun } from './kill.ts';

const SEED = 20_261_123;

it.each([
  { database: 'sqlite', kills: 10 },
  { database: 'postgres', kills: 4 },
] as const)(
  'loses, doubles or halves nothing that was acknowledged when the server is killed on $database',
  { timeout: 180_000 },
  async ({ database, kills }) => {
    const run = await killRun({ kills, seed: SEED, database });
    expect(run.problems).toEqual([]);
    expect(run.kills).toBe(kills);
    expect(run.acknowledged).toBeGreaterThan(5 * kills);
    expect(run.sentAgain).toBeGreaterThan(0);
  },
);

describe('the judge of a run', () => {
  const by = { side: 'client', id: 'anna' } as const;
  const sent: Intent[] = [
    {
      is: 'submission',
      text: 'asked',
      acknowledged: { ticketId: 't', number: 7 },
      ticketId: null,
      fileText: 'log',
      tries: 1,
    },
    {
      is: 'reply',
      text: 'added',
      acknowledged: { ticketId: 't', number: 7 },
      ticketId: 't',
      fileText: null,
      tries: 2,
    },
    { is: 'reply', text: 'unsure', acknowledged: null, ticketId: 't', fileText: null, tries: 1 },
  ];
  const replied = (words: string): EventBody => ({ type: 'replied', words, files: [] });
  const there = (
    more: { bodies?: EventBody[]; words?: [string, string][]; sha256?: string } = {},
  ): Found[] => {
    const ticket = aTicket('t', { number: 7 });
    const bodies = more.bodies ?? [submitted(ticket, ['f']), replied('w')];
    const words = more.words ?? [
      ['t-question', 'asked'],
      ['w', 'added'],
      ['u', 'unsure'],
    ];
    const sha256 = more.sha256 ?? createHash('sha256').update('log').digest('hex');
    return [
      {
        ticket,
        events: bodies.map((body, i) => ({ seq: i + 1, at: T0, by, body })),
        words: new Map(words),
        files: new Map([['f', { sha256, ticketId: 't' }]]),
      },
    ];
  };
  const submission = submitted(aTicket('t'), ['f']);

  it('is content when all that was acknowledged is there once, and what was given up once or not at all', () => {
    expect(problemsOf(sent, there())).toEqual([]);
    expect(problemsOf(sent, there({ bodies: [submission, replied('w'), replied('u')] }))).toEqual([]);
  });

  it.each<[string, Found[], string]>([
    ['a lost reply', there({ bodies: [submission] }), 'reply added was acknowledged and is lost'],
    ['a lost ticket', [], 'submission asked was acknowledged and is lost'],
    [
      'a doubled reply',
      there({ bodies: [submission, replied('w'), replied('w')] }),
      'reply added is there 2 times',
    ],
    [
      'a doubled one that was given up',
      there({ bodies: [submission, replied('w'), replied('u'), replied('u')] }),
      'reply unsure is there 2 times',
    ],
    [
      'a ticket without its words',
      there({ words: [['w', 'added']] }),
      'submission asked was acknowledged and is lost',
    ],
    ['another file', there({ sha256: 'other' }), 'submission asked is there without its file'],
    [
      'words that nobody sent',
      there({
        words: [
          ['t-question', 'asked'],
          ['w', 'other'],
        ],
      }),
      'ticket 7 says what nobody sent: other',
    ],
  ])('sees %s', (_, found, problem) => {
    expect(problemsOf(sent, found)).toContain(problem);
  });
});
