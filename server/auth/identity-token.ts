/**
 * The token by which a licensee's backend says who its user is: a JWT of at most ten minutes, signed with a key of this
 * site, used once. The algorithm belongs to the key's record and never to the token.
 */
import { compactVerify, errors, importJWK, type JWK } from 'jose';
import type { Instant } from '../../shared/instant.ts';
import type { IdentityFault } from '../../shared/refusal.ts';
import { FIELDS } from '../../shared/submission.ts';
import type { IdentityKey } from '../store/sites.ts';
import type { Keys } from './secrets.ts';
import { parseStrictObject } from './strict-json.ts';

export const IDENTITY_AUDIENCE = 'smart-support';
export const IDENTITY_TYPE = 'support-identity+jwt';

const LONGEST_TOKEN = 8192;
const LONGEST_LIFE_S = 600;
const SKEW_S = 60;
const LONGEST_SUBJECT = 128;
/** 128 bits take at least this many letters of base64url. */
const JTI_LENGTH = { min: 22, max: 128 };
/** Whatever else a header may say (`jwk`, `jku`, `x5u`, `x5c`, `crit`, `b64` …) would change whom we believe. */
const HEADER_NAMES = ['alg', 'kid', 'typ'];

export type Identity = {
  subject: string;
  name: string | null;
  email: string | null;
  emailVerified: boolean;
  keyId: string;
  jti: string;
  /** After it the same `jti` could not be used any more anyway. */
  deadAt: Instant;
};

export type Verifier = {
  siteId: string;
  keyOf(kid: string): Promise<IdentityKey | null>;
  keys: Keys;
  at: Instant;
};

/** Everything about the token but whether it was used before: that is asked last, of the store. */
export async function verifyIdentityToken(
  token: string,
  verifier: Verifier,
): Promise<Identity | { fault: IdentityFault }> {
  if (token.length > LONGEST_TOKEN || !/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) return { fault: 'malformed' };
  const header = decoded(token.split('.')[0] ?? '');
  if (!header || Object.keys(header).some((name) => !HEADER_NAMES.includes(name)))
    return { fault: 'malformed' };
  if (header['typ'] !== IDENTITY_TYPE) return { fault: 'wrong_type' };
  const { kid } = header;
  if (typeof kid !== 'string' || !/^[\w-]{1,64}$/.test(kid)) return { fault: 'unknown_key' };
  const key = await verifier.keyOf(kid);
  if (!key || key.state !== 'active') return { fault: 'unknown_key' };
  if (header['alg'] !== key.algorithm) return { fault: 'wrong_algorithm' };

  const payload = await signedPayload(token, key, verifier.keys);
  if (payload === null) return { fault: 'bad_signature' };
  const claims = parseStrictObject(payload);
  if (!claims) return { fault: 'malformed' };
  return readClaims(claims, { siteId: verifier.siteId, keyId: key.id, at: verifier.at });
}

async function signedPayload(token: string, key: IdentityKey, keys: Keys): Promise<string | null> {
  try {
    const { payload } = await compactVerify(token, await verifyingKey(key, keys), {
      algorithms: [key.algorithm],
    });
    return new TextDecoder('utf-8', { fatal: true }).decode(payload);
  } catch (cause) {
    if (cause instanceof errors.JOSEError || cause instanceof TypeError) return null;
    throw cause;
  }
}

async function verifyingKey(key: IdentityKey, keys: Keys) {
  if (key.algorithm === 'HS256') return keys.unseal(key.sealedSecret ?? '');
  return importJWK(JSON.parse(key.publicKey ?? '{}') as JWK, key.algorithm);
}

function decoded(part: string): Record<string, unknown> | null {
  try {
    return parseStrictObject(
      new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(part, 'base64url')),
    );
  } catch {
    return null;
  }
}

type Expected = { siteId: string; keyId: string; at: Instant };

function readClaims(
  claims: Record<string, unknown>,
  { siteId, keyId, at }: Expected,
): Identity | { fault: IdentityFault } {
  const { iss, aud, sub, iat, exp, nbf, jti } = claims;
  if (iss !== siteId) return { fault: 'wrong_issuer' };
  if (aud !== IDENTITY_AUDIENCE) return { fault: 'wrong_audience' };
  if (!isSubject(sub)) return { fault: 'wrong_subject' };
  const seconds = at / 1000;
  if (!isSeconds(iat)) return { fault: 'no_issued_at' };
  if (!isSeconds(exp)) return { fault: 'no_expiry' };
  if (iat > seconds + SKEW_S) return { fault: 'issued_in_future' };
  if (exp <= iat || exp - iat > LONGEST_LIFE_S) return { fault: 'lives_too_long' };
  if (exp + SKEW_S <= seconds) return { fault: 'expired' };
  if (nbf !== undefined && (!isSeconds(nbf) || nbf > seconds + SKEW_S)) return { fault: 'issued_in_future' };
  if (typeof jti !== 'string' || jti.length < JTI_LENGTH.min || jti.length > JTI_LENGTH.max) {
    return { fault: 'no_token_id' };
  }
  const name = optionalText(claims['name'], FIELDS.personName.max);
  const email = optionalText(claims['email'], FIELDS.email.max);
  const verified = claims['email_verified'] ?? false;
  if (name === undefined || email === undefined || typeof verified !== 'boolean')
    return { fault: 'wrong_claim' };
  if (email !== null && !/^[^\s@<>,;"]+@[^\s@<>,;"]+$/.test(email)) return { fault: 'wrong_claim' };
  return {
    subject: sub,
    name,
    email,
    emailVerified: email !== null && verified,
    keyId,
    jti,
    deadAt: (exp + SKEW_S) * 1000,
  };
}

const isSeconds = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0;

/** Not one control character, and no half of a pair: the same subject is the same bytes everywhere. */
const isSubject = (value: unknown): value is string =>
  typeof value === 'string' &&
  value.length >= 1 &&
  value.length <= LONGEST_SUBJECT &&
  value.trim() === value &&
  value.isWellFormed() &&
  !/\p{Cc}/u.test(value);

/** Null when it is not there, undefined when it is no text of this length. */
function optionalText(value: unknown, max: number): string | null | undefined {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string' || value.length > max || !value.isWellFormed() || /\p{Cc}/u.test(value))
    return undefined;
  return value.trim() || null;
}
