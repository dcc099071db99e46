/** Inputs of the second line's procedures. */
import { z } from 'zod';
import { FILES_PER_MESSAGE } from '../../../shared/submission.ts';
import { LANGUAGES } from '../../../shared/ticket.ts';
import { TOPICS } from '../../domain/regulation.ts';
import { email, id, requestId, text } from '../schemas.ts';

const files = z.array(id).max(FILES_PER_MESSAGE);
const seq = z.int().min(1).max(1_000_000);

export const escalate = z.strictObject({
  requestId,
  id,
  topic: z.enum(TOPICS),
  question: text('note'),
  files,
  shown: z.strictObject({
    entries: z.array(seq).max(1000),
    files: z.array(id).max(1000),
  }),
});
export const askDepartment = z.strictObject({
  requestId,
  id,
  escalationId: id,
  question: text('note'),
  files,
});
export const closeEscalation = z.strictObject({
  requestId,
  id,
  escalationId: id,
  why: text('note').or(z.literal('')),
});
export const quoteAnswer = z.strictObject({
  requestId,
  id,
  seenVersion: z.int().min(1),
  seq,
  text: text('reply').or(z.literal('')),
  files,
});

const department = z.string().min(1).max(200);
/** As Mattermost makes its ids. */
const mattermostId = z.string().regex(/^[a-z0-9]{26}$/);
const webhook = z
  .string()
  .max(500)
  .refine((address) => {
    const url = URL.parse(address);
    return (url?.protocol === 'https:' || url?.protocol === 'http:') && !url.username && !url.password;
  });
const language = z.enum(LANGUAGES);

export const addChannel = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('mattermost_channel'), department, target: mattermostId, language }),
  z.strictObject({ kind: z.literal('mattermost_webhook'), department, target: webhook, language }),
  z.strictObject({ kind: z.literal('email'), department, target: email, language }),
]);
export const channelId = z.strictObject({ channelId: id });
export const putMember = z.strictObject({
  /** None makes a new one. */
  memberId: id.optional(),
  department,
  name: text('personName'),
  mattermostUserId: mattermostId.nullable(),
  email: email.nullable(),
  disabled: z.boolean(),
});
export const testId = z.strictObject({ noticeId: id });
