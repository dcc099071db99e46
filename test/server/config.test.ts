import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { SETTINGS } from '../../server/settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'config-'));
afterAll(() => rmSync(folder, { recursive: true }));
const read = (environment: Record<string, string>) => readConfig({ DATA_DIR: folder, ...environment });
const production = {
  NODE_ENV: 'production',
  BASE_URL: 'https://desk.example',
  SMART_SUPPORT_SECRET: 'x'.repeat(32),
};

test('nothing set: port 8080 of this machine, outside production, with a secret that stays', () => {
  const config = read({});
  expect(config).toMatchObject({
    port: 8080,
    host: 'localhost',
    production: false,
    rateLimits: true,
    fileMaxBytes: 20_971_520,
  });
  expect(config.baseUrl.href).toBe('http://localhost:8080/');
  expect(config.secret.length).toBeGreaterThanOrEqual(32);
  expect(read({}).secret).toEqual(config.secret);
  expect(readFileSync(join(folder, 'secret'), 'utf8')).toBe(Buffer.from(config.secret).toString());
});

test('production with all it asks for', () => {
  expect(read(production)).toMatchObject({ production: true, baseUrl: new URL('https://desk.example') });
});

describe('what is wrong is said in one line: which setting, why, what to do', () => {
  test.each<[Record<string, string>, RegExp]>([
    [{ PORT: 'http' }, /^PORT: "http" is not a whole number from 0 to 65535; write one$/],
    [{ PORT: '65536' }, /^PORT: /],
    [{ PORT: '-1' }, /^PORT: /],
    [{ PORT: '80.5' }, /^PORT: /],
    [{ PORT: '0x50' }, /^PORT: /],
    [{ FILE_MAX_BYTES: '0' }, /^FILE_MAX_BYTES: "0" is not a whole number from 1 to 1073741824/],
    [{ FILE_MAX_BYTES: '20MB' }, /^FILE_MAX_BYTES: /],
    [
      { FILE_SCANNER: 'localhost:3310' },
      /^FILE_SCANNER: "localhost:3310" is no address of clamd; write it like tcp:/,
    ],
    [{ BASE_URL: 'desk.example' }, /^BASE_URL: "desk.example" is not an address; write it like https:/],
    [{ BASE_URL: 'ftp://desk.example' }, /^BASE_URL: /],
    [{ BASE_URL: 'https://desk.example/support' }, /^BASE_URL: .* write https:\/\/desk.example$/],
    [{ BASE_URL: 'https://user@desk.example' }, /^BASE_URL: /],
    [{ WIDGET_URL: 'widget.example' }, /^WIDGET_URL: "widget.example" is not an address/],
    [{ ...production, FILES_URL: 'http://files.example' }, /^FILES_URL: .* is not https/],
    [
      { ...production, FILES_URL: 'https://desk.example:8443' },
      /^FILES_URL: "https:\/\/desk.example:8443" has the host name of BASE_URL; give it one of its own/,
    ],
    [
      { ...production, WIDGET_URL: 'https://w.example', FILES_URL: 'https://w.example' },
      /^FILES_URL: .* has the host name of WIDGET_URL/,
    ],
    [{ NODE_ENV: 'prod' }, /^NODE_ENV: "prod" is none of production, development, test/],
    [{ METRICS_TOKEN: 'short' }, /^METRICS_TOKEN: needs at least 16 letters/],
    [{ METRICS_TOKEN: 'sixteen and a space' }, /^METRICS_TOKEN: (?!.*sixteen and)/],
    [{ RATE_LIMITS: 'no' }, /^RATE_LIMITS: "no" is neither on nor off/],
    [{ TRUSTED_PROXIES: '10.0.0.1, proxy' }, /^TRUSTED_PROXIES: "proxy" is not an IP address/],
    [{ SMART_SUPPORT_SECRET: 'hunter2' }, /^SMART_SUPPORT_SECRET: has 7 bytes and needs 32; set one that/],
    [{ DATA_DIR: join(folder, 'file', 'below') }, /^DATA_DIR: .* cannot be written/],
    [{ DATA_DIR: '/proc/smart-support' }, /^DATA_DIR: .* cannot be written/],
    [{ ...production, BASE_URL: '' }, /^BASE_URL: is missing; in production/],
    [{ ...production, BASE_URL: 'http://desk.example' }, /^BASE_URL: .* is not https/],
    [{ ...production, SMART_SUPPORT_SECRET: '' }, /^SMART_SUPPORT_SECRET: is missing; in production/],
    [{ ...production, SMART_SUPPORT_SECRET: 'x'.repeat(31) }, /^SMART_SUPPORT_SECRET: has 31 bytes/],
    [{ ...production, RATE_LIMITS: 'off' }, /^RATE_LIMITS: may not be off in production/],
  ])('%j', (environment, says) => {
    writeFileSync(join(folder, 'file'), '');
    let message = 'nothing was wrong';
    try {
      read(environment);
    } catch (cause) {
      message = (cause as Error).message;
    }
    expect(message).toMatch(says);
    expect(message).not.toContain('\n');
    // A secret that is wrong is still a secret.
    expect(message).not.toContain('hunter2');
  });
});

test('a kept secret that was cut short is named, with what to do', () => {
  const other = mkdtempSync(join(tmpdir(), 'config-'));
  writeFileSync(join(other, 'secret'), 'short');
  expect(() => readConfig({ DATA_DIR: other })).toThrow(
    /^DATA_DIR: .*secret holds no whole secret; delete that file/,
  );
  rmSync(other, { recursive: true });
});

test('every setting has a meaning, and what it is when it is not set', () => {
  for (const [name, { unset, means }] of Object.entries(SETTINGS)) {
    expect(name).toMatch(/^[A-Z_]+$/);
    expect(unset).not.toBe('');
    expect(means.length).toBeGreaterThan(10);
  }
});
