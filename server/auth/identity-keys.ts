/**
 * Keys by which a site's backend signs. With EdDSA and ES256 we hold the public half only, so that a leak of our database
 * forges nothing; an HS256 secret is made here, never chosen, and is kept sealed.
 */
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import type { JWK } from 'jose';
import type { Instant } from '../../shared/instant.ts';
import type { Refusal } from '../../shared/refusal.ts';
import type { IdentityKey } from '../store/sites.ts';
import type { Keys } from './secrets.ts';

export type KeyWanted = { siteId: string; algorithm: IdentityKey['algorithm']; publicKey?: string };

type KeyPair = Exclude<IdentityKey['algorithm'], 'HS256'>;

/** The one kind of key that each algorithm may be used with. */
const KINDS: Record<
  KeyPair,
  {
    jwk: { kty: string; crv: string };
    isOf(key: KeyObject): boolean;
    make(): { publicKey: KeyObject; privateKey: KeyObject };
  }
> = {
  EdDSA: {
    jwk: { kty: 'OKP', crv: 'Ed25519' },
    isOf: (key) => key.asymmetricKeyType === 'ed25519',
    make: () => generateKeyPairSync('ed25519'),
  },
  ES256: {
    jwk: { kty: 'EC', crv: 'P-256' },
    isOf: (key) => key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1',
    make: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  },
};

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
  const { algorithm } = wanted;
  const keep = (publicJwk: string): IdentityKey => ({
    ...record,
    algorithm,
    publicKey: publicJwk,
    sealedSecret: null,
  });
  if (wanted.publicKey !== undefined) {
    const given = readPublicKey(wanted.publicKey, algorithm);
    return given
      ? { key: keep(given), secret: null, privateKeyPem: null, privateKeyJwk: null }
      : { refusal: NOT_A_KEY };
  }
  const { publicKey, privateKey } = KINDS[algorithm].make();
  return {
    key: keep(JSON.stringify(publicKey.export({ format: 'jwk' }))),
    secret: null,
    privateKeyPem: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    privateKeyJwk: JSON.stringify({
      ...privateKey.export({ format: 'jwk' }),
      kid: record.kid,
      alg: algorithm,
    }),
  };
}

const NOT_A_KEY: Refusal = { code: 'field_wrong', field: 'publicKey', problem: 'not_valid' };

/** PEM or JWK of a public key of the kind that the algorithm takes. Whoever sends a private one has shown it to us: it is refused, not cut down. */
function readPublicKey(written: string, algorithm: KeyPair): string | null {
  const kind = KINDS[algorithm];
  const text = written.trim();
  try {
    if (text.startsWith('{')) {
      const jwk = JSON.parse(text) as JWK;
      if (jwk.kty !== kind.jwk.kty || jwk.crv !== kind.jwk.crv || jwk.d !== undefined) return null;
      const { x = '', y } = jwk;
      const key = { ...kind.jwk, x, ...(y === undefined ? {} : { y }) };
      return exported(createPublicKey({ key, format: 'jwk' }), kind);
    }
    if (isPrivatePem(text)) return null;
    return exported(createPublicKey(text), kind);
  } catch {
    return null;
  }
}

const exported = (key: KeyObject, { isOf }: (typeof KINDS)[KeyPair]): string | null =>
  isOf(key) ? JSON.stringify(key.export({ format: 'jwk' })) : null;

function isPrivatePem(text: string): boolean {
  try {
    createPrivateKey(text);
    return true;
  } catch {
    return false;
  }
}
