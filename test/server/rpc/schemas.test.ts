/** The server accepts what the limits in `shared/` say, no more and no less: they are what the browser checks by. */
import { describe, expect, test } from 'vitest';
import { FORM_FIELDS } from '../../../shared/form-fields.ts';
import { FIELDS, FILES_PER_MESSAGE, ESTIMATE_HOURS, type FieldName } from '../../../shared/submission.ts';
import { TICKET_KINDS } from '../../../shared/ticket.ts';
import { fieldWrong } from '../../../server/rpc/field-wrong.ts';
import * as schemas from '../../../server/rpc/schemas.ts';
import { aRequestId } from '../support/whole-desk.ts';

describe('every field, at its limits', () => {
  test.each(Object.keys(FIELDS) as FieldName[])('%s', (field) => {
    const { min, max } = FIELDS[field];
    const accepts = (text: string) => schemas.text(field).safeParse(text).success;
    expect(accepts('x'.repeat(max))).toBe(true);
    expect(accepts('x'.repeat(max + 1))).toBe(false);
    expect(accepts('x'.repeat(min))).toBe(true);
    if (min > 0) expect(accepts('x'.repeat(min - 1))).toBe(false);
    // As the browser counts: UTF-16 units, after trimming.
    expect(accepts(`  ${'x'.repeat(max)}\n`)).toBe(true);
    expect(accepts('🙂'.repeat(max / 2))).toBe(true);
    expect(accepts(`${'🙂'.repeat(max / 2)}x`)).toBe(false);
    if (min > 0) expect(accepts(' \n\t ')).toBe(false);
  });
});

describe('the form of each kind', () => {
  const form = (kind: string, fields: object, more: object = {}) =>
    schemas.submit.safeParse({
      requestId: aRequestId(),
      kind,
      fields,
      files: [],
      channel: 'widget',
      ...more,
    });

  test.each(TICKET_KINDS)('%s asks for its own fields, all of them and no others', (kind) => {
    const whole = Object.fromEntries(FORM_FIELDS[kind].map((field) => [field, 'words']));
    expect(form(kind, whole).success).toBe(true);
    for (const field of FORM_FIELDS[kind]) {
      const { [field]: _, ...rest } = whole as Record<string, string>;
      const refused = form(kind, rest);
      expect(fieldWrong(refused.error!)).toEqual({ code: 'field_wrong', field, problem: 'missing' });
      const long = form(kind, { ...whole, [field]: 'x'.repeat(FIELDS[field].max + 1) });
      expect(fieldWrong(long.error!)).toEqual({
        code: 'field_wrong',
        field,
        problem: 'too_long',
        max: FIELDS[field].max,
      });
    }
    for (const other of Object.values(FORM_FIELDS)
      .flat()
      .filter((each) => !(each in whole))) {
      expect(form(kind, { ...whole, [other]: 'words' }).success).toBe(false);
    }
  });

  test('impact is asked of a bug alone', () => {
    expect(form('bug', { happened: 'x', expected: 'y' }, { impact: 'critical' }).success).toBe(true);
    expect(form('consultation', { question: 'x' }, { impact: 'critical' }).success).toBe(false);
  });

  test('so many files and no more', () => {
    const files = (count: number) => Array.from({ length: count }, (_, i) => `file-${i}`);
    const question = { question: 'x' };
    expect(form('consultation', question, { files: files(FILES_PER_MESSAGE) }).success).toBe(true);
    expect(form('consultation', question, { files: files(FILES_PER_MESSAGE + 1) }).success).toBe(false);
  });
});

test('a message is words, or files, or both', () => {
  const reply = (text: string, files: string[]) =>
    schemas.reply.safeParse({ requestId: aRequestId(), id: 'x', text, files }).success;
  expect([reply('words', []), reply('', ['f']), reply(' ', ['f']), reply('words', ['f'])]).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect([reply('', []), reply('  ', []), reply('x'.repeat(8001), ['f'])]).toEqual([false, false, false]);
});

test.each([
  [ESTIMATE_HOURS.min, true],
  [ESTIMATE_HOURS.max, true],
  [ESTIMATE_HOURS.min - 1, false],
  [ESTIMATE_HOURS.max + 1, false],
  [1.5, false],
])('an estimate of %d hours: %s', (hours, fits) => {
  const parsed = schemas.estimate.safeParse({ requestId: aRequestId(), id: 'x', seenVersion: 1, hours });
  expect(parsed.success).toBe(fits);
});

test.each([
  ['2026-02-28', '09:30', true],
  ['2026-02-30', '09:30', false],
  ['28.02.2026', undefined, false],
  ['2026-02-28', '24:00', false],
  ['2026-02-28', '9:30', false],
  ['2026-02-28', undefined, true],
  ['2200-12-31', undefined, true],
  ['2201-01-01', undefined, false],
  ['9999-12-31', '10:00', false],
  ['0000-01-01', '10:00', false],
])('a promise for %s %s: %s', (date, time, fits) => {
  const parsed = schemas.promise.safeParse({ requestId: aRequestId(), id: 'x', seenVersion: 1, date, time });
  expect(parsed.success).toBe(fits);
});

test.each([
  [Date.UTC(2000), true],
  [Date.UTC(2000) - 1, false],
  [0, false],
])('a client who turned to us at %d: %s', (turnedAt, fits) => {
  const parsed = schemas.register.safeParse({
    requestId: aRequestId(),
    licenseeId: 'north',
    person: { name: 'Anna' },
    kind: 'consultation',
    channel: 'letter',
    turnedAt,
    fields: { question: 'How?' },
    files: [],
  });
  expect(parsed.success).toBe(fits);
});
