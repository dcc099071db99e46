/**
 * Keys by which a site's backend signs. With EdDSA we hold the public half only, so that a leak of our database forges
 * nothing; an HS256 secret is made here, never chosen, and is kept sealed.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { JWK } from 'jose';
import type { Instant } from '../../shared/instant.ts';
import type { Refusal } from '../../shared/refusal.ts';
import type { IdentityKey } from '../store/sites.ts';
import type { Keys } from './secrets.ts';

export type KeyWanted = { siteId: string; algorithm: 'EdDSA' | 'HS256'; publicKey?: string };

export type KeyMade = {
  key: IdentityKey;
  /** What is shown once. */
  secret: string | null;
  privateKeyPem: string | null;
  privateKeyJwk: string | null;
};

const HS256_BYTES = 32;

export function makeIdentityKey(
  wanted: KeyWanted,
  { id, at, keys }: { id: string; at: Instant; keys: Keys },
): KeyMade | { refusal: Refusal } {
  const record = {
    id,
    siteId: wanted.siteId,
    kid: `k${id.slice(0, 10)}`,
    state: 'active',
    createdAt: at,
    retiredAt: null,
  } as const;
  if (wanted.algorithm === 'HS256') {
    if (wanted.publicKey !== undefined) return { refusal: NOT_A_KEY };
    const secret = randomBytes(HS256_BYTES);
    const key: IdentityKey = {
      ...record,
      algorithm: 'HS256',
      publicKey: null,
      sealedSecret: keys.seal(secret),
    };
    return { key, secret: secret.toString('base64url'), privateKeyPem: null, privateKeyJwk: null };
  }
  const keep = (publicJwk: string): IdentityKey => ({
    ...record,
    algorithm: 'EdDSA',
    publicKey: publicJwk,
    sealedSecret: null,
  });
  if (wanted.publicKey !== undefined) {
    const given = readPublicKey(wanted.publicKey);
    return given
      ? { key: keep(given), secret: null, privateKeyPem: null, privateKeyJwk: null }
      : { refusal: NOT_A_KEY };
  }
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    key: keep(JSON.stringify(publicKey.export({ format: 'jwk' }))),
    secret: null,
    privateKeyPem: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    privateKeyJwk: JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid: record.kid, alg: 'EdDSA' }),
  };
}

const NOT_A_KEY: Refusal = { code: 'field_wrong', field: 'publicKey', problem: 'not_valid' };

/** PEM or JWK of an Ed25519 public key. Whoever sends a private one has shown it to us: it is refused, not cut down. */
function readPublicKey(written: string): string | null {
  const text = written.trim();
  try {
    if (text.startsWith('{')) {
      const jwk = JSON.parse(text) as JWK;
      if (jwk.kty !== 'OKP' || jwk.crv !== 'Ed25519' || jwk.d !== undefined) return null;
      return exported(
        createPublicKey({ key: { kty: jwk.kty, crv: jwk.crv, x: jwk.x ?? '' }, format: 'jwk' }),
      );
    }
    if (isPrivatePem(text)) return null;
    return exported(createPublicKey(text));
  } catch {
    return null;
  }
}

function exported(key: ReturnType<typeof createPublicKey>): string | null {
  return key.asymmetricKeyType === 'ed25519' ? JSON.stringify(key.export({ format: 'jwk' })) : null;
}

function isPrivatePem(text: string): boolean {
  try {
    createPrivateKey(text);
    return true;
  } catch {
    return false;
  }
}
