import { describe, expect, it } from 'vitest';
import { aDesk } from '../a-desk.ts';

describe('the queue', () => {
  it('reads its order from an index', async () => {
    const store = await aDesk();
    const plan = await store.db.executeQuery<{ detail: string }>({
      sql: `EXPLAIN QUERY PLAN SELECT * FROM ticket WHERE open = 1 AND queue_group < 3
        AND (queue_group, queue_key, number) > (0, 5, 5) ORDER BY queue_group, queue_key, number LIMIT 51`,
      parameters: [],
      query: { kind: 'RawNode' },
      queryId: { queryId: 'plan' },
    } as never);
    const details = plan.rows.map(({ detail }) => detail).join('; ');
    expect(details).toContain('USING INDEX ticket_open_queue');
    expect(details).not.toContain('TEMP B-TREE');
  });
});
