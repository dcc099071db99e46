/** All that is kept of one person as a file, for administrators: `/people/<id>.zip`. A link carries the cookie and no header of ours. */
import type { Doors } from '../auth/admit.ts';
import type { Auditor } from '../audit.ts';
import type { Deps } from '../deps.ts';
import type { Attachments } from '../files/attachments.ts';
import { archiveOf } from '../privacy/person-archive.ts';
import { recordOf } from '../privacy/person-record.ts';
import { administratorBehind } from './own-link.ts';
import { refused } from './refusal-status.ts';

type Asked = {
  deps: Pick<Deps, 'store' | 'now' | 'ruleBook'>;
  doors: Doors;
  attachments: Attachments;
  audit: Auditor;
};

export async function personDownload(
  { deps, doors, attachments, audit }: Asked,
  { file, request, address }: { file: string; request: Request; address: string },
): Promise<Response> {
  const caller = await administratorBehind(doors, request);
  const id = /^([\w-]{1,64})\.zip$/.exec(file)?.[1];
  const record = caller && id ? await recordOf(deps, id) : null;
  // Whoever may not have it is not told that it is there.
  if (!caller || !id || !record) return refused({ code: 'not_found' });
  await audit.did({ staffId: caller.staffId, act: 'people.export', about: id, outcome: 'done', address });
  return new Response(archiveOf(record, { store: deps.store, attachments }), {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="person-${id}.zip"`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  });
}
