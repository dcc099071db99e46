/** The second step at the door, and what members of staff do with their own account: each may bring new cookies. */
import { z } from 'zod';
import type { Refusal } from '../../shared/refusal.ts';
import { isOurPage, staffOf, type Doors } from '../auth/admit.ts';
import { passwordWrong, type Cookies } from '../auth/staff-auth.ts';
import { refused } from './refusal-status.ts';
import { readJson, withCookies } from './staff-json.ts';

const password = z.string().min(1).max(1000);
const code = z.string().trim().min(1).max(64);

type Asking = { request: Request; address: string };
type Wrong = { refusal: Refusal };

const WRONG_PASSWORD: Wrong = { refusal: { code: 'field_wrong', field: 'password', problem: 'not_valid' } };
const WRONG_CODE: Wrong = { refusal: { code: 'field_wrong', field: 'code', problem: 'not_valid' } };

/** After a password that was right: the code of the device, or one that was kept for the day it is lost. */
export async function giveCode(doors: Doors, { request, address }: Asking): Promise<Response> {
  if (!isOurPage(doors, request)) return refused({ code: 'origin_refused' });
  const given = await readJson(z.strictObject({ code }), request);
  if (!given) return refused(WRONG_CODE.refusal);
  const tooMany = await doors.limits.take('password', address);
  if (tooMany) return refused(tooMany);
  const cookies = await doors.staff.signInWithCode(request.headers, given.code);
  return cookies ? withCookies({}, cookies) : refused(WRONG_CODE.refusal);
}

export const confirm = ofAccount(z.strictObject({ password }), async ({ staff }, headers, given) =>
  (await staff.confirm(headers, given.password)) ? { body: {}, cookies: [] } : WRONG_PASSWORD,
);

export const changePassword = ofAccount(
  z.strictObject({ current: password, next: z.string().max(1000) }),
  async ({ staff }, headers, { current, next }) => {
    const wrong = passwordWrong(next);
    if (wrong) return { refusal: wrong };
    return done(await staff.changePassword(headers, { current, next }), WRONG_PASSWORD);
  },
);

export const beginSecondFactor = ofAccount(
  z.strictObject({ password }),
  async ({ staff }, headers, given) => {
    const begun = await staff.beginSecondFactor(headers, given.password);
    return begun ? { body: begun, cookies: [] } : WRONG_PASSWORD;
  },
);

export const confirmSecondFactor = ofAccount(z.strictObject({ code }), async ({ staff }, headers, given) =>
  done(await staff.confirmSecondFactor(headers, given.code), WRONG_CODE),
);

export const dropSecondFactor = ofAccount(z.strictObject({ password }), async ({ staff }, headers, given) =>
  done(await staff.dropSecondFactor(headers, given.password), WRONG_PASSWORD),
);

type Outcome = { body: object; cookies: Cookies } | Wrong;

const done = (cookies: Cookies | null, wrong: Wrong): Outcome => (cookies ? { body: {}, cookies } : wrong);

/** Signed in, on our own page, and not too often: a stolen session must not guess the password behind it. */
function ofAccount<Input>(
  schema: z.ZodType<Input>,
  act: (doors: Doors, headers: Headers, input: Input) => Promise<Outcome>,
): (doors: Doors, asking: Asking) => Promise<Response> {
  return async (doors, { request, address }) => {
    const caller = await staffOf(doors, { headers: request.headers, address });
    if ('refusal' in caller) return refused(caller.refusal);
    const given = await readJson(schema, request);
    if (!given) return refused(WRONG_PASSWORD.refusal);
    const tooMany = await doors.limits.take('password', caller.staffId);
    if (tooMany) return refused(tooMany);
    const outcome = await act(doors, request.headers, given);
    return 'refusal' in outcome ? refused(outcome.refusal) : withCookies(outcome.body, outcome.cookies);
  };
}
