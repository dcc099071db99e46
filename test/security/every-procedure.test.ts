/**
 * Generated over the whole router. Each procedure's table begins with: unknown caller, caller of the other side, wrong
 * role, refused input; then every id in its input stands for somebody else's (ID-02, ID-03, ID-13).
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ACCESS, type Access, type ProcedurePath } from '../../server/rpc/access.ts';
import { api } from '../../server/rpc/router.ts';
import type { Answer, Caller } from '../server/support/whole-desk.ts';
import { INPUTS } from './inputs.ts';
import { aWorld, data, type World } from './two-licensees.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.desk.end());

const PATHS = Object.keys(api._def.procedures) as ProcedurePath[];
const accessOf = (path: ProcedurePath): Access => ACCESS[path];
const OF_STAFF: readonly Access[] = ['staff', 'reader', 'manager', 'administrator'];
const clientPaths = PATHS.filter((path) => accessOf(path) === 'client');
const staffPaths = PATHS.filter((path) => OF_STAFF.includes(accessOf(path)));

const OURS: Caller = { 'x-smart-support': '1' };

function call(path: ProcedurePath, input: unknown, { id: _, ...headers }: Caller = {}): Promise<Answer> {
  const { desk } = world;
  return INPUTS[path].type === 'query' ? desk.query(path, input, headers) : desk.mutate(path, input, headers);
}
const refusalOf = ({ json }: Answer) => json?.error?.data?.refusal ?? null;
const codeOf = (answer: Answer): string | null => refusalOf(answer)?.code ?? null;
/** Who may call it, and has what the input names. */
function insider(path: ProcedurePath): Caller {
  const access = accessOf(path);
  if (access === 'anyone') return {};
  if (access === 'invited') return OURS;
  if (access === 'client') return world.anna.caller;
  return world.staff[access === 'staff' ? 'agent' : access === 'administrator' ? 'administrator' : 'manager'];
}

test('every procedure is classified, has a row of inputs, and nothing else has', () => {
  expect(PATHS.toSorted()).toEqual(Object.keys(ACCESS).toSorted());
  expect(PATHS.toSorted()).toEqual(Object.keys(INPUTS).toSorted());
});

test('the type of each is what its row says', () => {
  for (const path of PATHS)
    expect(
      (api._def.procedures as never as Record<string, { _def: { type: string } }>)[path]!._def.type,
      path,
    ).toBe(INPUTS[path].type);
});

describe('an unknown caller', () => {
  test.each(clientPaths)('%s', async (path) => {
    expect(codeOf(await call(path, INPUTS[path].input(world)))).toBe('not_signed_in');
  });
  test.each(clientPaths)('%s with a token that nobody was given', async (path) => {
    const stranger = { authorization: `Bearer ${'A'.repeat(43)}` };
    expect(codeOf(await call(path, INPUTS[path].input(world), stranger))).toBe('not_signed_in');
  });
  test.each(staffPaths)('%s', async (path) => {
    expect(codeOf(await call(path, INPUTS[path].input(world), OURS))).toBe('not_signed_in');
  });
});

describe('a caller of the other side', () => {
  test.each(staffPaths)('%s by a client', async (path) => {
    const client = { ...world.anna.caller, ...OURS };
    expect(codeOf(await call(path, INPUTS[path].input(world), client))).toBe('not_signed_in');
  });
  test.each(clientPaths)('%s by an administrator', async (path) => {
    expect(codeOf(await call(path, INPUTS[path].input(world), world.staff.administrator))).toBe(
      'not_signed_in',
    );
  });
});

describe('a role that may not', () => {
  const rows = staffPaths.flatMap((path) => {
    const access = accessOf(path);
    if (access === 'administrator') return [[path, 'agent'] as const, [path, 'manager'] as const];
    return access === 'staff' ? [] : [[path, 'agent'] as const];
  });
  test.each(rows)('%s by %s', async (path, role) => {
    expect(codeOf(await call(path, INPUTS[path].input(world), world.staff[role]))).toBe('not_allowed');
  });
});

describe('a refused input', () => {
  const EXTRA = [
    ...[
      'role',
      'licenseeId',
      'personId',
      'siteId',
      'verified',
      'tenant',
      'at',
      'by',
      'side',
      'staffId',
      'userId',
    ],
    ...[
      'number',
      'version',
      'registeredBy',
      'assignee',
      'dueAt',
      'status',
      'regulationVersion',
      'admin',
      'scope',
    ],
    ...[
      '__proto__',
      'constructor',
      'prototype',
      'toString',
      'caller',
      'session',
      'sessionId',
      'disabled',
      'sub',
    ],
  ];
  test.each(PATHS)('%s with anything besides', async (path) => {
    const input = INPUTS[path].input(world) as object;
    for (const name of EXTRA.filter((each) => !Object.hasOwn(input, each) && !isOptional(path, each))) {
      const more = JSON.parse(
        JSON.stringify(input).replace(/\}$/, `${Object.keys(input).length ? ',' : ''}"${name}":"x"}`),
      );
      expect(codeOf(await call(path, more, insider(path))), `${path} ${name}`).toBe('field_wrong');
    }
  });

  test.each(PATHS.filter((path) => INPUTS[path].ids))('%s with an id that is none', async (path) => {
    for (const at of Object.keys(INPUTS[path].ids ?? {})) {
      for (const wrong of [17, {}, ['a', 'b'], '', 'x'.repeat(65), true]) {
        const answer = await call(path, put(INPUTS[path].input(world), at, wrong), insider(path));
        expect(codeOf(answer), `${path} ${at} ${JSON.stringify(wrong).slice(0, 20)}`).toBe('field_wrong');
      }
    }
  });

  function isOptional(path: ProcedurePath, name: string): boolean {
    const rights: Partial<Record<ProcedurePath, string[]>> = {
      'admin.updateStaff': ['role', 'disabled'],
      'staff.register': ['personId'],
      'privacy.audit': ['staffId'],
    };
    return rights[path]?.includes(name) ?? false;
  }
});

describe('where identity is required, an anonymous session opens nothing but the configuration (ID-02)', () => {
  test.each(clientPaths)('%s', async (path) => {
    const { desk, site } = world;
    const session = data(await desk.mutate('customer.openSession', { siteKey: site.key })).session;
    const visitor = { authorization: `Bearer ${session}` };
    await desk.deps.store.sites.update(site.id, { identityRequired: true });
    try {
      expect(codeOf(await call(path, INPUTS[path].input(world), visitor))).toBe('identity_required');
      expect(codeOf(await desk.mutate('customer.openSession', { siteKey: site.key }))).toBe(
        'identity_required',
      );
      expect((await desk.query('customer.config', { siteKey: site.key })).status).toBe(200);
    } finally {
      await desk.deps.store.sites.update(site.id, { identityRequired: false });
    }
  });
});

const UNKNOWN = 'f'.repeat(32);

describe('an id of somebody else answers as one that nobody has (ID-03)', () => {
  const rows = PATHS.flatMap((path) => Object.keys(INPUTS[path].ids ?? {}).map((at) => [path, at] as const));

  test.each(rows)('%s, %s', async (path, at) => {
    const { ids, input } = INPUTS[path];
    const outcome = async (id: unknown, who: Caller) => {
      // Written once, so that nothing but the id differs.
      const answer = await call(path, put(input(world), at, id), who);
      return { status: answer.status, body: answer.text.replace(/"requestId":"[0-9a-f]{32}"/, '') };
    };
    const who = insider(path);
    const unknown = await outcome(UNKNOWN, who);
    for (const [whose, id] of Object.entries(ids![at]!(world))) {
      expect(await outcome(id, who), `${path} ${at}: ${whose}`).toEqual(unknown);
    }
  });

  test('and answers Anna herself otherwise: the comparison would not hold of everything', async () => {
    const own = await call('customer.ticket', { id: world.anna.ticketId }, world.anna.caller);
    expect(own.text).toContain(world.anna.secret);
    expect(
      data(await call('customer.fileLink', { fileId: world.anna.attached }, world.anna.caller)).url,
    ).toContain('sign=');
  });
});

describe('what a client is answered holds nothing of anybody else', () => {
  const queries = clientPaths.filter((path) => INPUTS[path].type === 'query');

  test.each(queries)('%s', async (path) => {
    for (const [who, strangers] of [
      [world.bella, [world.anna, world.carl]],
      [world.carl, [world.anna, world.bella]],
    ] as const) {
      const input = path === 'customer.ticket' ? { id: who.ticketId } : INPUTS[path].input(world);
      const { text } = await call(path, input, who.caller);
      for (const { secret } of strangers) expect(text).not.toContain(secret);
      expect(text).not.toMatch(/staff-secret|desk\.example|sealed|token_hash/);
    }
  });

  test('nor does Anna see the note on her own ticket, its file, or who was given it', async () => {
    const { text, json } = await call('customer.ticket', { id: world.anna.ticketId }, world.anna.caller);
    expect(text).not.toMatch(/staff-secret|desk\.example/);
    expect(text).not.toContain(world.noteFile);
    expect(json.result.data.entries.map((entry: { act: string }) => entry.act)).not.toContain('assign');
  });
});

/** `files.0` of an input, set to another value. */
function put(input: unknown, at: string, value: unknown): unknown {
  const copy = structuredClone(input) as Record<string, never>;
  const steps = at.split('.');
  const last = steps.pop()!;
  const holder = steps.reduce<Record<string, unknown>>((inner, step) => inner[step] as never, copy);
  holder[last] = value;
  return copy;
}
