/** Loaded before the server, it makes it leak descriptors and memory: a run that does not notice is worth nothing. */
import { openSync } from 'node:fs';

const kept: unknown[] = [];
setInterval(() => kept.push(openSync('/dev/null', 'r'), Buffer.alloc(2 ** 21, 1)), 40).unref();
