/** Every schema of the router, read by reflection: what it lets in has a limit, and nobody comes in beside it. */
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { ProcedurePath } from '../../server/rpc/access.ts';
import { api } from '../../server/rpc/router.ts';
import { INPUTS } from './inputs.ts';

type Schema = {
  type?: string;
  enum?: unknown[];
  const?: unknown;
  pattern?: string;
  maxLength?: number;
  maxItems?: number;
  maximum?: number;
  minimum?: number;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  propertyNames?: Schema;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  /** It takes a text of any length. */
  endless?: boolean;
};
type Place = { path: ProcedurePath; at: string; schema: Schema };

const TOO_LONG = 'x'.repeat(1_000_000);
const PATHS = Object.keys(api._def.procedures) as ProcedurePath[];
const inputs = (path: ProcedurePath) =>
  (api._def.procedures as never as Record<string, { _def: { inputs: z.ZodType[] } }>)[path]!._def.inputs;

function* placesOf(path: ProcedurePath, at: string, schema: Schema): Generator<Place> {
  yield { path, at, schema };
  for (const [name, inner] of Object.entries(schema.properties ?? {}))
    yield* placesOf(path, at ? `${at}.${name}` : name, inner);
  if (schema.items) yield* placesOf(path, `${at}.0`, schema.items);
  if (typeof schema.additionalProperties === 'object')
    yield* placesOf(path, `${at}.*`, schema.additionalProperties);
  for (const each of [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])])
    yield* placesOf(path, at, each);
}
/** What a schema of JSON cannot say is tried: whether a text of a megabyte goes through. */
const described = (schema: z.ZodType): Schema =>
  z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override({ zodSchema, jsonSchema }) {
      const said = jsonSchema as Schema;
      if (said.type === 'string')
        said.endless = (zodSchema as unknown as z.ZodType).safeParse(TOO_LONG).success;
    },
  }) as Schema;
const PLACES = PATHS.flatMap((path) =>
  inputs(path).flatMap((schema) => [...placesOf(path, '', described(schema))]),
);
const nameOf = ({ path, at }: Place) => `${path} ${at}`;

describe('the schemas of the router', () => {
  test('every procedure has one, and there are hundreds of fields', () => {
    expect(PATHS.filter((path) => inputs(path).length === 0)).toEqual([]);
    expect(PLACES.length).toBeGreaterThan(300);
  });

  test('every object is strict, or is a list of names that are themselves limited', () => {
    const open = PLACES.filter(
      ({ schema }) =>
        schema.type === 'object' && schema.additionalProperties !== false && !schema.propertyNames,
    );
    expect(open.map(nameOf)).toEqual([]);
  });

  test('every list is limited', () => {
    const endless = PLACES.filter(({ schema }) => schema.type === 'array' && schema.maxItems === undefined);
    expect(endless.map(nameOf)).toEqual([]);
  });

  test('no text is without a limit', () => {
    const texts = PLACES.filter(({ schema }) => schema.type === 'string');
    expect(texts.length).toBeGreaterThan(150);
    expect(texts.filter(({ schema }) => schema.endless !== false).map(nameOf)).toEqual([]);
  });
});

/** Ids of another program, and what a list for administrators is narrowed to: nobody owns them. */
const UNTRIED = ['delivery.test channelId', 'secondLine.putMember mattermostUserId', 'privacy.audit staffId'];

describe('who somebody is comes from their session', () => {
  const OF_ONESELF = /^(customer\.|staff\.(me|presence|setPresence)|notices\.)/;

  test('no procedure of one’s own has a field that names a person', () => {
    const named = PLACES.filter(
      ({ path, at }) =>
        OF_ONESELF.test(path) && /(^|\.)(user|staff|person|client|caller|actor)(Id)?$/i.test(at),
    );
    expect(named.map(nameOf)).toEqual([]);
  });

  test('every id that an input takes is tried with somebody else’s', () => {
    const ids = PLACES.filter(({ at }) => /(^|\.)\w*(id|Id)$|Ids\.0$|^files\.0$/.test(at)).filter(
      ({ at }) => !at.endsWith('requestId'),
    );
    expect(ids.length).toBeGreaterThan(40);
    const untried = ids.filter(({ path, at }) => !Object.hasOwn(INPUTS[path].ids ?? {}, at));
    expect(untried.map(nameOf).filter((each, i, all) => all.indexOf(each) === i)).toEqual(UNTRIED);
  });

  test('no id is a number, nor is the number that people read an id', () => {
    const numbers = PLACES.filter(
      ({ at, schema }) =>
        /(^|\.)(\w*Id|id|number)$/.test(at) && (schema.type === 'integer' || schema.type === 'number'),
    );
    expect(numbers.map(nameOf)).toEqual([]);
  });
});
