import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/**
 * Lays `name.br` and `name.gz` beside each text that browsers load. Done once at the build and as hard as it goes:
 * a server that compresses at every request would pay for it at every request, and less well.
 */
export function layCompressed(folder: string): void {
  const names = globSync(['{widget,feedback}.js', 'w/*.{js,css}', 'console/**/*.{js,css,html,svg}'], {
    cwd: folder,
  });
  for (const name of names) {
    const plain = readFileSync(join(folder, name));
    const packed = {
      '.br': brotliCompressSync(plain, {
        params: {
          [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
          [constants.BROTLI_PARAM_SIZE_HINT]: plain.byteLength,
        },
      }),
      '.gz': gzipSync(plain, { level: constants.Z_BEST_COMPRESSION }),
    };
    for (const [suffix, bytes] of Object.entries(packed)) {
      // A file of a few words only grows: it goes as it is.
      if (bytes.byteLength < plain.byteLength) writeFileSync(join(folder, name + suffix), bytes);
    }
  }
}
