/** Loaded before the server, it makes it leak descriptors and memory: a run that does not notice is worth nothing. */
import { openSync } from 'node:fs';

const kept: unknown[] = [];
setInterval(() => kept.push(openSync('/dev/null', 'r'), Buffer.alloc(64 * 1024, 1)), 100).unref();
