import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aWorld, data, type World } from '../../security/two-licensees.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.desk.end());

const get = (file: string, { id: _, ...headers }: Record<string, string> = {}) =>
  world.desk.request(`/reports/${file}`, { headers });

describe('a report as a file', () => {
  test.each([
    ['xlsx', /spreadsheetml/],
    ['csv', /^text\/csv/],
    ['html', /^text\/html/],
    ['json', /^application\/json/],
  ])('.%s is a download for managers, kept by nobody', async (format, type) => {
    const answer = await get(`2026-10.${format}?language=en`, world.staff.manager);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(type);
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="report-2026-10.${format}"`);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('is nothing to anybody else: no session, an agent, a client, a foreign page', async () => {
    const nowhere = await get('2026-10.exe', world.staff.manager);
    expect(nowhere.status).toBe(404);
    const foreign = { ...world.staff.manager, 'sec-fetch-site': 'cross-site' };
    for (const who of [{}, world.staff.agent, world.anna.caller, foreign]) {
      const answer = await get('2026-10.xlsx', who);
      expect({ status: answer.status, text: answer.text }).toEqual({ status: 404, text: nowhere.text });
    }
  });

  test.each(['2026-11.xlsx', '2026-13.xlsx', '2026-1.xlsx', '..%2f2026-10.xlsx', '2026-10.xlsx.html'])(
    '%s is none: it has not begun, or is no month',
    async (file) => expect((await get(file, world.staff.manager)).status).toBe(404),
  );
});

describe('one’s own line', () => {
  test('is told to everybody, and of nobody else', async () => {
    const { id: _, ...agent } = world.staff.agent;
    const told = await world.desk.query('reports.mine', {}, agent);
    expect(data(told)).toMatchObject({ month: '2026-10', thisMonth: '2026-10' });
    expect(told.text).not.toContain('employees');
  });
});
