/** Staff sign in and out. These two are all that is reachable of better-auth; what it serves besides is not. */
import { z } from 'zod';
import { isOurPage, type Doors } from '../auth/admit.ts';
import { bodyWithin, isJson } from './body.ts';
import { refused } from './refusal-status.ts';

const credentials = z.strictObject({
  email: z.string().min(1).max(254),
  password: z.string().min(1).max(1000),
});
const LARGEST_BODY = 8 * 1024;

type Asking = { request: Request; address: string };

export async function signIn(doors: Doors, { request, address }: Asking): Promise<Response> {
  if (!isOurPage(doors, request)) return refused({ code: 'origin_refused' });
  const given = await credentialsOf(request);
  if (!given) return refused({ code: 'field_wrong', field: 'email', problem: 'not_valid' });
  const email = given.email.trim().toLowerCase();
  const tooMany = doors.limits.take('password', address) ?? doors.limits.take('password', email);
  if (tooMany) return refused(tooMany);
  const cookies = await doors.staff.signIn(email, given.password);
  return cookies ? signedIn(cookies) : refused({ code: 'not_signed_in' });
}

export async function signOut(doors: Doors, { request }: Asking): Promise<Response> {
  if (!isOurPage(doors, request)) return refused({ code: 'origin_refused' });
  if (!isJson(request.headers)) return new Response(null, { status: 415 });
  return signedIn(await doors.staff.signOut(request.headers));
}

function signedIn(cookies: readonly string[]): Response {
  const response = Response.json({});
  for (const cookie of cookies) response.headers.append('set-cookie', cookie);
  return response;
}

async function credentialsOf(request: Request): Promise<z.infer<typeof credentials> | null> {
  if (!isJson(request.headers)) return null;
  const body = await bodyWithin(request, LARGEST_BODY);
  if (!body) return null;
  try {
    return credentials.safeParse(JSON.parse(new TextDecoder().decode(body))).data ?? null;
  } catch {
    return null;
  }
}
