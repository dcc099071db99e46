/** What the doors of staff's accounts have in common: a small JSON body in, an answer with cookies out. */
import type { z } from 'zod';
import type { Cookies } from '../auth/staff-auth.ts';
import { bodyWithin, isJson } from './body.ts';

const LARGEST_BODY = 8 * 1024;

/** Null for what is none, too large, or not as the schema says. */
export async function readJson<Input>(schema: z.ZodType<Input>, request: Request): Promise<Input | null> {
  if (!isJson(request.headers)) return null;
  const body = await bodyWithin(request, LARGEST_BODY);
  if (!body) return null;
  try {
    return schema.safeParse(JSON.parse(new TextDecoder().decode(body))).data ?? null;
  } catch {
    return null;
  }
}

export function withCookies(body: object, cookies: Cookies): Response {
  const response = Response.json(body);
  for (const cookie of cookies) response.headers.append('set-cookie', cookie);
  return response;
}
