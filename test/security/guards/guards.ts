/** Every guard there is, by what it guards. */
import { ACT_GUARDS } from './acts.ts';
import { AUTH_GUARDS } from './auth.ts';
import { DELIVERY_GUARDS } from './delivery.ts';
import { DOOR_GUARDS } from './doors.ts';
import { FILE_GUARDS } from './files.ts';
import { STORE_GUARDS } from './store.ts';
import type { Guard } from './guard.ts';

export const GUARDS: readonly Guard[] = [
  ...AUTH_GUARDS,
  ...DOOR_GUARDS,
  ...STORE_GUARDS,
  ...FILE_GUARDS,
  ...DELIVERY_GUARDS,
  ...ACT_GUARDS,
];
