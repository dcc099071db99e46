/** The answer to who cannot be served now: short, made of nothing, and with the time to come again. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Refusal } from '../../shared/refusal.ts';
import { setCommonHeaders } from '../http/headers.ts';
import type { Word } from './admission.ts';

type Telling = { word: Exclude<Word, 'in'>; afterSeconds: number; readableBy: string | null };

const COMMON = new Headers({ 'content-type': 'application/json', vary: 'Origin' });
setCommonHeaders(COMMON, { https: false });
const HEADERS = Object.fromEntries(COMMON);

/** Beyond it a body is not waited for: the connection ends with the answer. */
const BODY_WORTH_READING = 64 * 1024;

export function turnAway(
  { headers }: IncomingMessage,
  response: ServerResponse,
  { word, afterSeconds, readableBy }: Telling,
): void {
  const status = word === 'busy' ? 503 : 429;
  const refusal: Refusal | null =
    word === 'noisy' ? { code: 'too_many_requests', retryAfterSeconds: afterSeconds } : null;
  // As the procedures say it, and as the other doors do.
  const data = { code: word === 'busy' ? 'SERVICE_UNAVAILABLE' : 'TOO_MANY_REQUESTS', httpStatus: status };
  const error = { message: word, code: word === 'busy' ? -32_603 : -32_029, data: { ...data, refusal } };
  const body = JSON.stringify({ error, ...(refusal && { refusal }) });
  const isLong =
    !(Number(headers['content-length'] ?? 0) <= BODY_WORTH_READING) || 'transfer-encoding' in headers;
  response.writeHead(status, {
    ...HEADERS,
    'retry-after': String(afterSeconds),
    'content-length': Buffer.byteLength(body),
    ...(readableBy !== null && {
      'access-control-allow-origin': readableBy,
      'access-control-expose-headers': 'retry-after, x-request-id',
    }),
    ...(isLong && { connection: 'close' }),
  });
  response.end(body);
}
