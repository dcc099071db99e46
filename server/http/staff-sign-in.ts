/** Staff sign in and out. These two are all that is reachable of better-auth; what it serves besides is not. */
import { z } from 'zod';
import type { Auditor } from '../audit.ts';
import { isOurPage, type Doors } from '../auth/admit.ts';
import { readJson, withCookies } from './staff-json.ts';
import { isJson } from './body.ts';
import { refused } from './refusal-status.ts';

const credentials = z.strictObject({
  email: z.string().min(1).max(254),
  password: z.string().min(1).max(1000),
});

type Asking = { request: Request; address: string; audit: Pick<Auditor, 'signIn'> };

export async function signIn(doors: Doors, { request, address, audit }: Asking): Promise<Response> {
  if (!isOurPage(doors, request)) return refused({ code: 'origin_refused' });
  const given = await readJson(credentials, request);
  if (!given) return refused({ code: 'field_wrong', field: 'email', problem: 'not_valid' });
  const email = given.email.trim().toLowerCase();
  const tooMany =
    (await doors.limits.take('password', address)) ?? (await doors.limits.take('password', email));
  if (tooMany) return refused(tooMany);
  const signed = await doors.staff.signIn(email, given.password);
  // Where a code is asked for too, the password was right: that is what is noted.
  await audit.signIn(email, signed ? 'done' : 'refused', address);
  if (!signed) return refused({ code: 'not_signed_in' });
  return withCookies(signed.needsCode ? { needs: 'code' } : {}, signed.cookies);
}

export async function signOut(doors: Doors, { request }: Asking): Promise<Response> {
  if (!isOurPage(doors, request)) return refused({ code: 'origin_refused' });
  if (!isJson(request.headers)) return new Response(null, { status: 415 });
  return withCookies({}, await doors.staff.signOut(request.headers));
}
