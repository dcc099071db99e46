/** The forms in which the build lays a file beside itself, the smaller one first. */
export const STORED_ENCODINGS = [
  { name: 'br', suffix: '.br' },
  { name: 'gzip', suffix: '.gz' },
] as const;

export type StoredEncoding = (typeof STORED_ENCODINGS)[number];

/** What a caller takes by its own Accept-Encoding, best first; a quality of 0 means "not this one". */
export function acceptedEncodings(header: string | undefined): readonly StoredEncoding[] {
  const qualities = new Map<string, number>();
  for (const part of (header ?? '').toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim());
    const quality = parameters.find((text) => text.startsWith('q='))?.slice(2);
    qualities.set(name, quality === undefined ? 1 : Number(quality));
  }
  const quality = (name: string) => qualities.get(name) ?? qualities.get('*') ?? 0;
  return STORED_ENCODINGS.filter(({ name }) => quality(name) > 0).toSorted(
    (a, b) => quality(b.name) - quality(a.name),
  );
}
