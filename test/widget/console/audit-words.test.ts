/** Every act that the audit can hold has words in both languages. */
import { expect, test } from 'vitest';
import { isAudited } from '../../../server/rpc/audited.ts';
import { ACCESS, type ProcedurePath } from '../../../server/rpc/access.ts';
import { api } from '../../../server/rpc/router.ts';
import { privacyEn } from '../../../widget/wording/console-privacy.en.ts';
import { privacyRu } from '../../../widget/wording/console-privacy.ru.ts';

const OF_STAFF: readonly string[] = ['staff', 'reader', 'manager', 'administrator'];
const DOORS = ['people.export', 'reports.export', 'audit.export', 'files.read', 'staff.signIn'];

test.each([
  ['Russian', privacyRu.acts],
  ['English', privacyEn.acts],
])('in %s', (_, acts) => {
  const paths = Object.entries(api._def.procedures as unknown as Record<string, { _def: { type: 'query' } }>)
    .filter(
      ([path, { _def }]) => OF_STAFF.includes(ACCESS[path as ProcedurePath]) && isAudited(path, _def.type),
    )
    .map(([path]) => path);
  expect(Object.keys(acts).toSorted()).toEqual([...paths, ...DOORS].toSorted());
});
