import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const DIST = join(import.meta.dirname, '..', '..', 'dist');
const scripts = globSync('{widget.js,feedback.js,w/*.js,npm/*.js,console/**/*.js}', { cwd: DIST });

function text(file: string): string {
  return readFileSync(join(DIST, file), 'utf8');
}

describe('what browsers load', () => {
  it('is there: the launcher, the panel, the feedback form, the console', () => {
    expect(scripts).toContain('widget.js');
    expect(scripts).toContain('feedback.js');
    expect(scripts.filter((file) => /^w\/panel-[\w-]+\.js$/.test(file))).toHaveLength(1);
    expect(existsSync(join(DIST, 'console', 'index.html'))).toBe(true);
  });

  it.each(scripts)('%s runs under a policy without unsafe-eval', (file) => {
    expect(text(file)).not.toMatch(/\beval\(|\bnew Function\b/);
  });

  it.each(scripts)('%s leaves the trusted-types name of Lit to the page', (file) => {
    expect(text(file)).not.toMatch(/createPolicy\((["'`])lit-html/);
  });

  it.each(scripts.filter((file) => !file.startsWith('console/')))(
    '%s puts no links into a page that is not ours',
    (file) => {
      expect(text(file)).not.toContain('modulepreload');
    },
  );

  it.each(scripts.filter((file) => file.startsWith('w/')))(
    '%s calls no property by a letter or two, under which the page may have registered its own',
    (file) => {
      expect(text(file)).not.toMatch(/[{;"]--[a-z]{1,2}:/);
    },
  );

  it.each(scripts.filter((file) => file.startsWith('w/')))(
    '%s makes no namespace, which would fail on a page that has added to Object.prototype',
    (file) => {
      expect(text(file)).not.toContain('Symbol.toStringTag');
    },
  );

  it('needs one request at load: the launcher asks for nothing before it is opened', () => {
    expect(text('widget.js')).not.toMatch(/^\s*import\b|\bimportScripts\b|\brequire\(/);
  });

  it('names files by their content, so that they may be cached for ever', () => {
    const unhashed = scripts.filter((file) => file.startsWith('w/') && !/-[\w-]{8}\.js$/.test(file));
    expect(unhashed).toEqual([]);
  });

  it('has no inline script or style on the page of the console', () => {
    const page = text('console/index.html');
    expect(page).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>/);
    expect(page).not.toMatch(/<style\b|\sstyle=/);
  });
});
