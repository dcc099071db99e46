/** People's data: what is kept of one person, its erasure, how long a licensee's is kept, and who has looked at what. */
import { erasePerson } from '../commands/erase-person.ts';
import { forStaff, router } from './procedures.ts';
import { Refused, told } from './refused.ts';
import { byId } from './schemas.ts';
import * as input from './schemas/privacy.ts';
import type { Desk } from './context.ts';
import {
  auditRows,
  personRecord,
  retentionView,
  type AuditRow,
  type PersonRecordView,
  type RetentionView,
} from './views/privacy.ts';

const PAGE = 100;

async function recordOf({ deps }: Desk, id: string): Promise<PersonRecordView> {
  const record = await personRecord(deps, id);
  if (!record) throw new Refused({ code: 'not_found' });
  return record;
}

export const privacy = router({
  person: forStaff.input(byId).query(({ ctx: { desk }, input: { id } }) => recordOf(desk, id)),

  erase: forStaff.input(byId).mutation(async ({ ctx: { desk, caller }, input: { id } }) => {
    told(await erasePerson({ ...desk.deps, ...desk.erasing }, caller, id));
    return recordOf(desk, id);
  }),

  setRetention: forStaff
    .input(input.setRetention)
    .mutation(async ({ ctx: { desk }, input: { licenseeId, ...retention } }): Promise<RetentionView> => {
      if (!(await desk.deps.store.privacy.setRetention(licenseeId, retention)))
        throw new Refused({ code: 'not_found' });
      return retentionView(retention);
    }),

  audit: forStaff
    .input(input.audit)
    .query(async ({ ctx: { desk }, input: asked }): Promise<{ rows: AuditRow[]; next: number | null }> => {
      const { below = null, ...filter } = asked ?? {};
      const entries = await desk.deps.store.audit.page(filter, { below, limit: PAGE });
      const last = entries.at(-1);
      return {
        rows: await auditRows(desk.deps, entries),
        next: last && entries.length === PAGE ? last.position : null,
      };
    }),
});
