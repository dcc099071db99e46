/** `npm run conformance -- FILE…`: asks the product every case of the files, and ends with one total over all of them. */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { judgeCase, readConformance, reasonOf } from './conformance-cases.ts';
import type { Conformance, Verdict } from './conformance-cases.ts';

const SHOWN_FAILURES = 10;

const files = process.argv.slice(2);
if (files.length === 0) stop('no file given; write: npm run conformance -- FILE…');
// All are read before the first is asked: a total over some of the files would look like one over all.
const read = files.map((file) => ({ file, conformance: open(file) }));

let passed = 0;
let failed = 0;
for (const { file, conformance } of read) {
  for (const [index, subject] of conformance.cases.entries()) {
    const verdict = judgeCase(subject, conformance.calendar, index);
    if (verdict.passed) passed++;
    else if (++failed <= SHOWN_FAILURES) show(file, verdict);
  }
}
if (failed > SHOWN_FAILURES) console.log(`… and ${failed - SHOWN_FAILURES} more`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

function open(file: string): Conformance {
  try {
    return readConformance(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    return stop(`${file} cannot be read as a conformance file (JSON with "cases"): ${reasonOf(cause)}`);
  }
}

function show(file: string, { id, expected, got }: Verdict & { passed: false }): void {
  console.log(`${file}: ${id}\n  expected ${expected}\n  got      ${got}`);
}

function stop(message: string): never {
  console.error(`conformance: ${message}`);
  process.exit(1);
}
