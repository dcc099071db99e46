/** Reads a body that may have this many bytes, whatever its headers say of it; null when it has more. */
export async function bodyWithin(
  request: Request,
  mostBytes: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  if (Number(request.headers.get('content-length') ?? 0) > mostBytes) return null;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes) return null;
    chunks.push(chunk);
  }
  const whole = new Uint8Array(bytes);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}

/** JSON and nothing else: a form of another site can send none. A compressed body is refused, as it could be a bomb. */
export const isJson = (headers: Headers): boolean =>
  /^application\/json(\s*;\s*charset=utf-8)?$/i.test(headers.get('content-type') ?? '') &&
  !headers.has('content-encoding');
