/** Made before the first try; `crypto.randomUUID` is missing on pages without https, and those there are. */
export const newRequestId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
