/** Who is at the other end of the line, as far as limits need it. */
import type { Context } from 'hono';

type NodeEnv = { incoming?: { socket?: { remoteAddress?: string } } };

/**
 * The peer of the connection. Only where that is a proxy of ours is `X-Forwarded-For` read, from the right, to the first
 * address that is none of ours: what stands further left was written by whoever likes.
 */
export function addressOf(c: Context, trustedProxies: readonly string[]): string {
  const peer = plain((c.env as NodeEnv | undefined)?.incoming?.socket?.remoteAddress ?? 'unknown');
  if (!trustedProxies.includes(peer)) return peer;
  const hops = (c.req.header('x-forwarded-for') ?? '').split(',').map((hop) => plain(hop.trim()));
  return hops.findLast((hop) => hop !== '' && !trustedProxies.includes(hop)) ?? peer;
}

/** IPv4 written as IPv6 is the same address. */
const plain = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, '').toLowerCase();
