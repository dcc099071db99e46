/**
 * Every input of the API, built from the limits that the browser checks by (`shared/submission.ts`). All are strict: a
 * field that nobody asked for is refused, so nothing can be slipped in beside what a procedure reads.
 */
import { z } from 'zod';
import {
  CLOSING_RESOLUTIONS,
  CRITICALITIES,
  LANGUAGES,
  MOVING_ACTS,
  PRESENCES,
  STAFF_CHANNELS,
  STAFF_ROLES,
  STATUSES,
  TICKET_KINDS,
} from '../../shared/ticket.ts';
import { FORM_FIELDS } from '../../shared/form-fields.ts';
import { ESTIMATE_HOURS, FIELDS, FILES_PER_MESSAGE, type FieldName } from '../../shared/submission.ts';
import { STARS } from '../../shared/rating.ts';
import { consentGiven } from './schemas/consent-given.ts';

/** What databases and other programs stumble over, and no person types: NUL, halves of a surrogate pair. */
const clean = (text: string) => text.replaceAll('\0', '').toWellFormed().trim();

/**
 * Lengths as the browser counts them, in UTF-16 units: zod's own `max` counts code points, and would let pass what the
 * field beside it refuses.
 */
export const text = (field: FieldName) =>
  z
    .string()
    .transform(clean)
    .superRefine((written, ctx) => {
      const { min, max } = FIELDS[field];
      const issue = { origin: 'string', inclusive: true, input: written } as const;
      if (written.length < min) ctx.addIssue({ ...issue, code: 'too_small', minimum: min });
      if (written.length > max) ctx.addIssue({ ...issue, code: 'too_big', maximum: max });
    });

/** Any id of ours. Which exist is not this schema's business: an odd one is simply unknown. */
export const id = z.string().min(1).max(64);

/** Made by the browser before the first try; long enough that two never meet. */
export const requestId = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/);

const fileIds = z.array(id).max(FILES_PER_MESSAGE);
const seenVersion = z.int().min(1);
/**
 * A day that somebody may mean. Working time is laid out day by day as far as it is asked for: a slip of the hand like
 * the year 9999 would hold up everybody for seconds.
 */
const FIRST_YEAR = 2000;
const LAST_YEAR = 2200;
export const localDate = z.iso.date().refine((date) => {
  const year = Number(date.slice(0, 4));
  return year >= FIRST_YEAR && year <= LAST_YEAR;
});
export const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const criticality = z.enum(CRITICALITIES);
const kind = z.enum(TICKET_KINDS);
const name = text('personName');
export const email = text('email').pipe(z.email());
/** Where in a list the next page begins: opaque to the browser. */
const cursor = z.string().max(200);

export const nothing = z.strictObject({}).optional();
export const byId = z.strictObject({ id });

// ---- submission --------------------------------------------------------------------------------------------------

type FormField = (typeof FORM_FIELDS)[keyof typeof FORM_FIELDS][number];
const FORM_FIELD_NAMES: readonly FormField[] = [...new Set(Object.values(FORM_FIELDS).flat())];
/** One long enough for the longest field; each field's own limits are checked once the kind is known. */
const fields = z.partialRecord(
  z.enum(FORM_FIELD_NAMES as [FormField, ...FormField[]]),
  z.string().max(100_000),
);

const submissionShape = {
  requestId,
  kind,
  fields,
  /** How bad it is, in the client's view; bugs only. */
  impact: criticality.optional(),
  files: fileIds,
  productId: id.optional(),
  /** In words, where the page's tag names the product. */
  product: text('product').optional(),
  part: text('part').optional(),
  page: z.string().max(2000).transform(clean).optional(),
  environment: z.string().max(300).transform(clean).optional(),
};

type FormInput = {
  kind: keyof typeof FORM_FIELDS;
  fields: Partial<Record<FormField, string>>;
  impact?: unknown;
};

function checkForm<T extends FormInput>(input: T, ctx: z.RefinementCtx): T {
  const asked: readonly FormField[] = FORM_FIELDS[input.kind];
  const written: Partial<Record<FormField, string>> = {};
  for (const field of Object.keys(input.fields) as FormField[]) {
    if (!asked.includes(field))
      ctx.addIssue({ code: 'unrecognized_keys', keys: [field], path: ['fields', field], input });
  }
  for (const field of asked) {
    const parsed = text(field).safeParse(input.fields[field] ?? '');
    if (parsed.success) written[field] = parsed.data;
    else
      for (const issue of parsed.error.issues) ctx.addIssue({ ...issue, path: ['fields', field] } as never);
  }
  if (input.impact !== undefined && input.kind !== 'bug') {
    ctx.addIssue({ code: 'unrecognized_keys', keys: ['impact'], path: ['impact'], input });
  }
  return { ...input, fields: written };
}

export const submit = z
  .strictObject({
    ...submissionShape,
    channel: z.enum(['widget', 'feedback_form']),
    consent: consentGiven.optional(),
  })
  .transform(checkForm);

const person = z.strictObject({ name, email: email.optional() });
export const register = z
  .strictObject({
    ...submissionShape,
    licenseeId: id,
    /** Either somebody we know, or a new person. */
    personId: id.optional(),
    person: person.optional(),
    channel: z.enum(STAFF_CHANNELS),
    /** When the client turned to us: both clocks start here (R5). */
    turnedAt: z.int().min(Date.UTC(FIRST_YEAR)),
  })
  .refine((input) => (input.personId === undefined) !== (input.person === undefined), {
    path: ['person'],
    error: 'either personId or person',
  })
  .transform(checkForm);

// ---- customer ----------------------------------------------------------------------------------------------------

const siteKey = z.string().min(1).max(64);
export const config = z.strictObject({ siteKey });
export const openSession = z.strictObject({
  siteKey,
  /** Its own size limit is part of checking it, so that the answer names it. */
  identityToken: z.string().max(65_536).optional(),
  deviceSecret: z.string().max(128).optional(),
  /** In which the widget speaks to them. */
  language: z.enum(LANGUAGES).optional(),
});
export const tickets = z.strictObject({ cursor: cursor.optional() }).optional();
export const reply = z
  .strictObject({ requestId, id, text: z.string().max(100_000), files: fileIds })
  .transform(withWordsOrFiles);
export const CLIENT_ACTS = ['answer', 'confirm', 'not_fixed', 'withdraw', 'reopen'] as const;
export const act = z.strictObject({
  requestId,
  id,
  act: z.enum(CLIENT_ACTS),
  text: text('reply').optional(),
  files: fileIds.optional(),
});
export const rate = z.strictObject({
  requestId,
  id,
  stars: z.literal(STARS),
  word: text('ratingWord').optional(),
});
export const seen = z.strictObject({ id, version: z.int().min(0) });
export const setMail = z.strictObject({ wanted: z.boolean() });
export const fileLink = z.strictObject({ fileId: id });

/** A message may be files alone. */
function withWordsOrFiles<T extends { text: string; files: readonly string[] }>(
  input: T,
  ctx: z.RefinementCtx,
): T {
  const parsed = text('reply').safeParse(input.text);
  if (parsed.success) return { ...input, text: parsed.data };
  if (clean(input.text) === '' && input.files.length > 0) return { ...input, text: '' };
  for (const issue of parsed.error.issues) ctx.addIssue({ ...issue, path: ['text'] } as never);
  return input;
}

// ---- staff -------------------------------------------------------------------------------------------------------

export const setPresence = z.strictObject({ presence: z.enum(PRESENCES) });

export const queueFilter = z.strictObject({
  status: z.enum(['open', 'all', ...STATUSES]).optional(),
  kind: kind.optional(),
  criticality: criticality.optional(),
  licenseeId: id.optional(),
  /** `me`, `nobody`, or a colleague's id. */
  assignee: id.optional(),
  due: z.enum(['overdue', 'hour', 'today']).optional(),
  waiting: z.literal('client').optional(),
  search: text('search').optional(),
});
export const queue = z.strictObject({ filter: queueFilter, cursor: cursor.optional() });

const staffAct = { requestId, id, seenVersion };
export const staffReply = z
  .strictObject({ ...staffAct, text: z.string().max(100_000), files: fileIds })
  .transform(withWordsOrFiles);
/** A note conflicts with nothing. */
export const note = z.strictObject({
  requestId,
  id,
  seenVersion: seenVersion.optional(),
  text: text('note'),
  files: fileIds,
});
const STAFF_MOVES = MOVING_ACTS.filter(
  (each) => each !== 'silence' && each !== 'answer' && each !== 'withdraw',
);
export type StaffMove = Exclude<(typeof MOVING_ACTS)[number], 'silence' | 'answer' | 'withdraw'>;
export const staffMove = z.strictObject({
  ...staffAct,
  act: z.enum(STAFF_MOVES as [StaffMove, ...StaffMove[]]),
  text: text('reply').optional(),
  files: fileIds.optional(),
  invoice: z
    .strictObject({
      number: text('invoiceNumber'),
      sumKopecks: z.int().min(1).max(1_000_000_000_00),
      fileId: id,
      payBy: localDate.optional(),
    })
    .optional(),
  paidOn: localDate.optional(),
  resolution: z.enum(CLOSING_RESOLUTIONS).optional(),
});
export const assign = z.strictObject({ ...staffAct, to: id.nullable() });
const hours = z.int().min(ESTIMATE_HOURS.min).max(ESTIMATE_HOURS.max);
export const estimate = z.strictObject({ ...staffAct, hours, text: text('note').optional() });
export const promise = z.strictObject({
  ...staffAct,
  date: localDate,
  /** Closing time of that day unless given. */
  time: clockTime.optional(),
  text: text('note').optional(),
});
export const correct = z.strictObject({
  ...staffAct,
  kind,
  criticality: criticality.nullable(),
  text: text('note').optional(),
});
export const effect = z.strictObject({
  id,
  change: z.union([
    z.strictObject({ hours }),
    z.strictObject({ date: localDate, time: clockTime.optional() }),
    z.strictObject({ kind, criticality: criticality.nullable() }),
  ]),
});
export const people = z.strictObject({ licenseeId: id, search: text('search') });
export const calendarYear = z.strictObject({ year: z.int().min(FIRST_YEAR).max(LAST_YEAR) });

// ---- administration ----------------------------------------------------------------------------------------------

const MOST_ORIGINS = 50;
const origins = z.array(z.string().max(300)).max(MOST_ORIGINS);
export const createLicensee = z.strictObject({ name: text('product') });
export const updateLicensee = z.strictObject({ id, name: text('product') });
export const createProduct = z.strictObject({ name: text('product'), parts: z.array(text('part')).max(100) });
export const updateProduct = z.strictObject({
  id,
  name: text('product'),
  parts: z.array(text('part')).max(100),
});
export const licenseProducts = z.strictObject({ licenseeId: id, productIds: z.array(id).max(200) });
export const createSite = z.strictObject({
  licenseeId: id,
  name: text('product'),
  origins,
  anonymousAllowed: z.boolean(),
  identityRequired: z.boolean(),
});
export const updateSite = z.strictObject({
  id,
  name: text('product').optional(),
  origins: origins.optional(),
  anonymousAllowed: z.boolean().optional(),
  identityRequired: z.boolean().optional(),
});
export const createIdentityKey = z.strictObject({
  siteId: id,
  algorithm: z.enum(['EdDSA', 'ES256', 'HS256']),
  /** PEM or JWK of the licensee's own public key of that kind; without it a pair is made and its private half shown once. */
  publicKey: z.string().max(2000).optional(),
});
export const inviteStaff = z.strictObject({
  name,
  email,
  role: z.enum(STAFF_ROLES),
  technicalSpecialist: z.boolean(),
});
export const updateStaff = z.strictObject({
  id,
  role: z.enum(STAFF_ROLES).optional(),
  technicalSpecialist: z.boolean().optional(),
  disabled: z.boolean().optional(),
});

// ---- one-time links ----------------------------------------------------------------------------------------------

const linkToken = z.string().min(1).max(200);
export const invitation = z.strictObject({ token: linkToken });
export const acceptInvitation = z.strictObject({
  token: linkToken,
  /** The first administrator says who they are; an invitation has said it already. */
  name: name.optional(),
  email: email.optional(),
  password: z.string().max(1000),
});
