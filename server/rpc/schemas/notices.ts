/** Inputs of `notices.*`: how a member of staff wants to hear of things. */
import { z } from 'zod';
import { MATTERMOST_ID, NOTICE_WAYS, STAFF_NOTICES } from '../../../shared/notice.ts';
import { LANGUAGES } from '../../../shared/ticket.ts';

export const setMine = z.strictObject({
  language: z.enum(LANGUAGES),
  mattermostUser: z.string().trim().regex(MATTERMOST_ID).nullable(),
  ways: z.strictObject(
    Object.fromEntries(STAFF_NOTICES.map((kind) => [kind, z.enum(NOTICE_WAYS)])) as Record<
      (typeof STAFF_NOTICES)[number],
      z.ZodEnum<{ [Way in (typeof NOTICE_WAYS)[number]]: Way }>
    >,
  ),
});
