import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { judgeCase, readConformance } from '../../../server/cli/conformance-cases.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
afterAll(() => rmSync(folder, { recursive: true }));

function conformance(...files: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['server/cli/conformance.ts', ...files], { cwd: root }, (error, out, err) => {
      resolve({ code: error ? Number(error.code) : 0, out, err });
    });
  });
}

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

describe.each(['sla-cases.json', 'quality-cases.json'])('%s', (name) => {
  const { cases, calendar } = readConformance(
    JSON.parse(readFileSync(join(root, 'test/data', name), 'utf8')),
  );

  test.each(cases.map((subject, i) => [(subject as { id: string }).id, subject, i] as const))(
    '%s',
    (id, subject, i) => {
      expect(judgeCase(subject, calendar, i)).toEqual({ id, passed: true });
    },
  );
});

const calendars = {
  always: { timeZone: 'UTC', hours: [['00:00', '24:00']], weekend: [] },
  odd: {
    timeZone: 'UTC',
    hours: [['12:00', '13:00']],
    hoursByWeekday: { 1: [['12:00', '14:00']] },
    weekend: [7],
  },
};
const START = '2026-11-02T12:00:00.000Z';
const added = (at: string) => ({
  id: 'added',
  op: 'addWorkingTime',
  calendar: 'always',
  input: { start: START, minutes: 60 },
  expected: { at },
});

describe('npm run conformance', () => {
  test('gives one total over all files and leaves with 0 when all passed', async () => {
    const { code, out } = await conformance('test/data/sla-cases.json', 'test/data/quality-cases.json');
    expect(out).toBe('258 passed, 0 failed\n');
    expect(code).toBe(0);
  });

  test('shows a failure with both values and leaves with 1', async () => {
    const path = file('wrong.json', {
      meta: { calendars },
      cases: [added(START), added('2026-11-02T13:00:00.000Z')],
    });
    const { code, out } = await conformance(path, path);
    expect(out).toContain(`${path}: added`);
    expect(out).toContain('expected {"at":"2026-11-02T12:00:00.000Z"}');
    expect(out).toContain('got      {"at":"2026-11-02T13:00:00.000Z"}');
    expect(out).toMatch(/^2 passed, 2 failed$/m);
    expect(code).toBe(1);
  });

  test('takes statuses from the lists of the case itself', async () => {
    const path = file('own-words.json', {
      meta: { calendars },
      cases: [
        {
          op: 'pauseDue',
          calendar: 'odd',
          input: {
            mode: 'working',
            budgetMinutes: 60,
            pausing: ['schläft'],
            stopping: ['tot'],
            events: [
              ['lebt', '2026-11-02T13:00:00.000Z'],
              ['schläft', '2026-11-02T13:30:00.000Z'],
              ['lebt', '2026-11-03T12:15:00.000Z'],
              ['tot', '2026-11-03T12:30:00.000Z'],
            ],
            asOf: '2026-11-04T12:00:00.000Z',
          },
          expected: {
            due: null,
            consumedMs: 2_700_000,
            remainingMs: 900_000,
            state: 'stopped',
            overdue: false,
          },
        },
      ],
    });
    expect((await conformance(path)).out).toBe('1 passed, 0 failed\n');
  });

  test.each([
    [
      'an unknown op',
      { ...added(START), op: 'divide' },
      'op "divide" is unknown; known are addWorkingTime, ',
    ],
    ['an op that every object has', { ...added(START), op: 'toString' }, 'op "toString" is unknown'],
    ['an unknown calendar', { ...added(START), calendar: 'lunar' }, 'calendar "lunar" is not in the file'],
    ['an answer nobody gives', { ...added(START), expected: { mood: 'good' } }, 'no answer for "mood"'],
    [
      'an input that is none',
      { ...added(START), input: { start: 'now', minutes: 1 } },
      'Invalid ISO datetime',
    ],
    ['a case of neither form', { sum: 4 }, 'expected number, received undefined'],
    ['no case at all', null, 'expected object, received null'],
  ])('counts %s as a failure and says why', async (_, subject, why) => {
    const { code, out } = await conformance(file('odd.json', { meta: { calendars }, cases: [subject] }));
    expect(out).toContain(why);
    expect(out).toMatch(/^0 passed, 1 failed$/m);
    expect(code).toBe(1);
  });

  test.each([
    ['missing', join(folder, 'nowhere.json'), 'nowhere.json cannot be read as a conformance file'],
    ['not JSON', file('text.json', 'hello'), 'text.json cannot be read as a conformance file'],
    ['without cases', file('empty.json', {}), 'empty.json cannot be read as a conformance file'],
  ])('asks nothing when a file is %s', async (_, path, why) => {
    const { code, out, err } = await conformance('test/data/quality-cases.json', path);
    expect(err).toContain(why);
    expect(out).toBe('');
    expect(code).toBe(1);
  });

  test('without a file says how it is called', async () => {
    expect((await conformance()).err).toContain('npm run conformance -- FILE…');
  });
});
