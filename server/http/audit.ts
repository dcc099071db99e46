/** The audit as a file, for administrators: `/audit.csv`, all of it, the newest first. */
import type { Auditor } from '../audit.ts';
import type { Doors } from '../auth/admit.ts';
import { BOM, csvLine } from '../reports/csv.ts';
import type { Store } from '../store/store.ts';
import { administratorBehind } from './own-link.ts';
import { refused } from './refusal-status.ts';

type Deps = { doors: Doors; store: Pick<Store, 'audit' | 'staff'>; audit: Auditor };

const COLUMNS = ['position', 'at', 'staff', 'email', 'act', 'about', 'outcome', 'address'] as const;
const AT_A_TIME = 1_000;

export async function auditDownload(
  { doors, store, audit }: Deps,
  { request, address }: { request: Request; address: string },
): Promise<Response> {
  const caller = await administratorBehind(doors, request);
  if (!caller) return refused({ code: 'not_found' });
  await audit.did({ staffId: caller.staffId, act: 'audit.export', about: null, outcome: 'done', address });
  const lines = linesOf(store);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await lines.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="audit.csv"',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  });
}

async function* linesOf(store: Deps['store']): AsyncGenerator<string, undefined> {
  const members = new Map((await store.staff.all()).map((member) => [member.id, member]));
  yield BOM + csvLine(COLUMNS);
  for (let below: number | null = null; ;) {
    const entries = await store.audit.page({}, { below, limit: AT_A_TIME });
    yield entries
      .map(({ position, at, staffId, act, about, outcome, address }) => {
        const member = staffId === null ? undefined : members.get(staffId);
        return csvLine([
          ...[String(position), new Date(at).toISOString(), member?.name ?? staffId ?? ''],
          ...[member?.email ?? '', act, about ?? '', outcome, address ?? ''],
        ]);
      })
      .join('');
    const last = entries.at(-1);
    if (!last || entries.length < AT_A_TIME) return undefined;
    below = last.position;
  }
}
