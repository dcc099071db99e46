/** Every fault there is, by the name it is run by. */
import type { Fault } from './fault.ts';
import { clock } from './clock.ts';
import { config } from './config.ts';
import { corrupt } from './corrupt.ts';
import { diskFull } from './disk-full.ts';
import { kill } from './kill.ts';
import { overload } from './overload.ts';
import { network } from './network.ts';
import { postgres } from './postgres.ts';
import { power } from './power.ts';
import { soak } from './soak.ts';
import { stop } from './stop.ts';
import { writeFails } from './write-fails.ts';

export const FAULTS: Readonly<Record<string, Fault>> = {
  kill,
  postgres,
  config,
  stop,
  corrupt,
  overload,
  power,
  clock,
  network,
  soak,
  'disk-full': diskFull,
  'write-fails': writeFails,
};
