/**
 * Loaded before the server: the clock of its machine, moved by as much as a file says, from one moment to the next. Timers go
 * on as they are, and so does the time since the process began.
 */
import { readFileSync } from 'node:fs';
import process from 'node:process';

const file = process.env['CLOCK_FILE'];
if (!file) throw new Error('CLOCK_FILE is not set');
const LOOK_EVERY_MS = 20;
const Real = Date;
let movedBy = 0;
const look = () => (movedBy = Number(readFileSync(file, 'utf8')) || 0);
look();
setInterval(look, LOOK_EVERY_MS).unref();

globalThis.Date = class extends Real {
  constructor(...given: [] | [number]) {
    if (given.length === 0) super(Real.now() + movedBy);
    else super(...given);
  }

  static override now(): number {
    return Real.now() + movedBy;
  }
} as DateConstructor;
