import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { verify } from '../../../server/cli/verify.ts';
import { databaseIn, filesIn } from '../../../server/data-dir.ts';
import { REGULATION } from '../../../server/domain/regulation.ts';
import { compileRules } from '../../../server/domain/rules.ts';
import { nextSignalAt } from '../../../server/domain/sla/signals.ts';
import { clocksOf } from '../../../server/domain/sla/ticket-clocks.ts';
import type { EventBody, TicketEvent } from '../../../server/domain/ticket/event.ts';
import { replay } from '../../../server/domain/ticket/evolve.ts';
import { openAttachments } from '../../../server/files/attachments.ts';
import type { Store } from '../../../server/store/store.ts';
import { uploaderOf } from '../../../server/store/uploader.ts';
import { aDesk, aFolder, aTicket, HOUR, submitted, T0 } from '../store/a-desk.ts';

const rules = compileRules(REGULATION);
const anna = { side: 'client', id: 'anna' } as const;
const olga = { side: 'staff', id: 'olga' } as const;

/** Folds and commits each event as a command would. */
async function happen(
  store: Store,
  id: string,
  story: readonly [TicketEvent['by'], EventBody][],
  files: readonly string[],
) {
  const events: TicketEvent[] = [];
  for (const [by, body] of story) {
    const event = { seq: events.length + 1, at: T0 + events.length * HOUR, by, body };
    events.push(event);
    const ticket = replay(id, 0, events);
    const named =
      'words' in body && body.words
        ? [body.words]
        : body.type === 'submitted'
          ? [body.title, body.fields[0]!.words]
          : [];
    const outcome = await store.tickets.commit({
      ticket,
      clocks: clocksOf(ticket, rules, event.at),
      signalAt: nextSignalAt(ticket, rules, event.at),
      seenVersion: event.seq - 1,
      events: [event],
      words: named.map((word) => ({ id: word, text: `words ${word}` })),
      files: body.type === 'submitted' ? files : [],
      uploader: by.side === 'desk' ? null : uploaderOf(by),
      notices: [],
      request: null,
    });
    expect(outcome.is).toBe('committed');
  }
}

/** Two tickets with a story each, one of them with a file, in a closed database. */
async function aFinishedDesk(): Promise<{ dataDir: string; file: string }> {
  const dataDir = aFolder();
  const store = await aDesk({ file: databaseIn(dataDir) });
  await store.regulations.record(REGULATION, T0);
  const attachments = await openAttachments(filesIn(dataDir), store.files, {
    maxBytes: 100,
    scanner: null,
  });
  async function* body(): AsyncGenerator<Uint8Array> {
    yield new TextEncoder().encode('a log');
  }
  const file = await attachments.receive({
    name: 'log.txt',
    uploader: 'client:anna',
    body: body(),
    declaredBytes: null,
    at: T0,
  });
  if ('refusal' in file) throw new Error(file.refusal.code);
  await happen(
    store,
    'one',
    [
      [anna, submitted(aTicket('one', { kind: 'bug', criticality: 'high' }), [file.id])],
      [olga, { type: 'assigned', to: 'olga', reason: { code: 'by_staff' } }],
      [olga, { type: 'moved', act: 'ask', from: 'request', to: 'info_required', words: 'q', files: [] }],
      [olga, { type: 'noted', words: 'n', files: [] }],
      [
        olga,
        {
          type: 'escalated',
          escalationId: 'q1',
          topic: 'legal',
          words: 'e',
          files: [],
          shown: { entries: [], files: [] },
          channels: ['email'],
          regulationVersion: REGULATION.version,
        },
      ],
    ],
    [file.id],
  );
  await happen(
    store,
    'two',
    [
      [anna, submitted(aTicket('two'))],
      [olga, { type: 'replied', words: 'r', files: [] }],
    ],
    [],
  );
  await store.close();
  return { dataDir, file: join(filesIn(dataDir), file.id.slice(0, 2), file.id) };
}

const desk = (dataDir: string, ...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['server/cli/desk.ts', ...args], {
    env: { DATA_DIR: dataDir },
    encoding: 'utf8',
  });
  return { status, lines: stdout.trim().split('\n'), stderr };
};

function byHand(dataDir: string, sql: string): void {
  const connection = new Database(databaseIn(dataDir));
  connection.pragma('foreign_keys = OFF');
  connection.exec(sql);
  connection.close();
}

describe('desk verify', () => {
  it('finds nothing to say about what commits have written, and goes well', async () => {
    const { dataDir } = await aFinishedDesk();
    const { status, lines } = desk(dataDir, 'verify');
    expect(lines).toEqual(['2 tickets, 7 events, 1 files: 0 differences']);
    expect(status).toBe(0);
  });

  it.each<[string, string, string | RegExp]>([
    [
      'a status',
      `UPDATE ticket SET status = 'closed' WHERE id = 'one'`,
      'ticket 1001: status is "closed" and by the log "info_required"',
    ],
    [
      'a due time',
      `UPDATE ticket SET completion_due_at = completion_due_at + 1 WHERE id = 'two'`,
      /^ticket 1002: completion_due_at is \d+ and by the log \d+$/,
    ],
    [
      'a place in the queue',
      `UPDATE ticket SET queue_group = 0 WHERE id = 'one'`,
      'ticket 1001: queue_group is 0 and by the log 2',
    ],
    [
      'a responsible person',
      `UPDATE ticket SET assignee = NULL WHERE id = 'one'`,
      'ticket 1001: assignee is null and by the log "olga"',
    ],
    [
      'the folded ticket',
      `UPDATE ticket SET ticket = replace(ticket, '"high"', '"low"') WHERE id = 'one'`,
      /^ticket 1001: ticket\.criticality is "low" and by the log "high"$/,
    ],
    [
      'a version',
      `UPDATE ticket SET version = 9 WHERE id = 'two'`,
      'ticket 1002: version is 9 and by the log 2',
    ],
    [
      'an event',
      `DROP TRIGGER event_never_delete; DELETE FROM event WHERE ticket_id = 'one' AND seq = 2`,
      'ticket 1001: event 2 is missing from its log',
    ],
    [
      'the last event',
      `DROP TRIGGER event_never_delete; DELETE FROM event WHERE ticket_id = 'two' AND seq = 2`,
      'ticket 1002: version is 2 and by the log 1',
    ],
    [
      'the log',
      `DROP TRIGGER event_never_delete; DELETE FROM event WHERE ticket_id = 'two'`,
      'ticket 1002: it has no events',
    ],
    [
      'an event’s body',
      `DROP TRIGGER event_never_update; UPDATE event SET body = replace(body, 'submitted', 'noted') WHERE ticket_id = 'two' AND seq = 1`,
      /^ticket 1002: its log cannot be folded/,
    ],
    ['words', `DELETE FROM words WHERE id = 'q'`, 'ticket 1001: the words q are missing'],
    [
      'words of nothing',
      `INSERT INTO words (id, ticket_id, text) VALUES ('x', 'two', 'x')`,
      'ticket 1002: no event names the words x',
    ],
    [
      'a file’s ticket',
      `UPDATE file SET ticket_id = 'two'`,
      /^ticket 1001: the file [0-9a-f]{32} is not attached to it$/,
    ],
    [
      'a licensee',
      `DELETE FROM licensee WHERE id = 'north'`,
      /^database: row \d+ of \w+ names a licensee that is not there$/,
    ],
    [
      'the next number',
      `UPDATE sequence SET next = 1002`,
      'the next number is 1002, and there is a ticket 1002',
    ],
    [
      'a question to a department',
      `UPDATE escalation SET awaits = 0`,
      'ticket 1001: question q1: awaits is 0 and by the log 1',
    ],
    [
      'the list of questions',
      `DELETE FROM escalation`,
      'ticket 1001: the list of questions does not have question q1',
    ],
    [
      'a question that nobody asked',
      `INSERT INTO escalation SELECT 'q2', ticket_id, topic, asked_at, ended, awaits FROM escalation`,
      'ticket 1001: the list of questions has question q2, which its log does not know',
    ],
    [
      'the search',
      `DELETE FROM ticket_search WHERE rowid = 1002`,
      'ticket 1002: the search does not know it',
    ],
  ])('sees that %s was changed by hand, and fails', async (_, sql, expected) => {
    const { dataDir } = await aFinishedDesk();
    byHand(dataDir, sql);
    const { status, lines } = desk(dataDir, 'verify');
    expect(lines).toContainEqual(typeof expected === 'string' ? expected : expect.stringMatching(expected));
    expect(lines.at(-1)).not.toContain(' 0 differences');
    expect(status).toBe(1);
  });

  it.each<[string, (file: string) => void, string]>([
    ['is gone', (file) => rmSync(file), 'it is not on disk'],
    ['has lost its end', (file) => writeFileSync(file, 'a'), 'it has 1 bytes on disk and was 5'],
    [
      'holds something else',
      (file) => writeFileSync(file, 'A log'),
      'it has other content on disk than was uploaded',
    ],
  ])('sees that a file %s', async (_, harm, expected) => {
    const { dataDir, file } = await aFinishedDesk();
    harm(file);
    const { status, lines } = desk(dataDir, 'verify');
    expect(lines[0]).toContain(expected);
    expect(status).toBe(1);
  });

  it('takes words that were erased on demand as erased', async () => {
    const { dataDir } = await aFinishedDesk();
    byHand(dataDir, `UPDATE words SET text = NULL, erased_at = 1 WHERE id = 'q'`);
    expect(desk(dataDir, 'verify').status).toBe(0);
  });

  it('runs beside a running server and takes nothing of what it writes for a difference', async () => {
    const dataDir = aFolder();
    const store = await aDesk({ file: databaseIn(dataDir) });
    await store.regulations.record(REGULATION, T0);
    const story = (id: string) =>
      happen(
        store,
        id,
        [
          [anna, submitted(aTicket(id))],
          [olga, { type: 'replied', words: `${id}-r`, files: [] }],
        ],
        [],
      );
    await story('first');
    expect(desk(dataDir, 'verify').lines).toEqual(['1 tickets, 2 events, 0 files: 0 differences']);
    const written = Promise.all(Array.from({ length: 50 }, (_, i) => story(`t${i}`)));
    const verified = await verify({ store, ruleBook: { of: () => rules }, filesRoot: filesIn(dataDir) });
    await written;
    expect(verified.differences).toEqual([]);
  });

  it('says what to write when asked for something it does not know', () => {
    const { status, stderr } = desk(aFolder(), 'frobnicate');
    expect(status).toBe(1);
    expect(stderr).toContain('verify');
  });

  it('says in one line that there is no database', () => {
    const { status, stderr } = desk(aFolder(), 'verify');
    expect(status).toBe(1);
    expect(stderr.trim().split('\n')).toEqual([expect.stringContaining('cannot open the database')]);
  });
});
