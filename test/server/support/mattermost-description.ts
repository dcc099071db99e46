/** The published description of Mattermost's API, to hold requests and answers against. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';

// oxlint-disable-next-line typescript/no-explicit-any -- a description is looked into without knowing it
type Json = any;

export type Described = {
  requestProblems(method: string, url: URL, body: unknown): string[];
  answerProblems(method: string, url: URL, answer: { status: number; body: unknown }): string[];
};

const FILE = join(import.meta.dirname, '../../data/mattermost/posts-hooks-actions.openapi.json');
const ID = 'mattermost';

export function described(): Described {
  const description = JSON.parse(readFileSync(FILE, 'utf8')) as Json;
  // It says a string; the server takes an object, and nothing else.
  const patch = description.paths['/api/v4/posts/{post_id}/patch'].put.requestBody;
  patch.content['application/json'].schema.properties.props.type = 'object';
  const ajv = new Ajv({ strict: false, validateFormats: false });
  ajv.addSchema(description, ID);
  const compiled = new Map<string, ValidateFunction>();
  const validator = (pointer: string): ValidateFunction => {
    const kept = compiled.get(pointer) ?? ajv.compile({ $ref: `${ID}#${pointer}` });
    compiled.set(pointer, kept);
    return kept;
  };
  const problems = (what: string, pointer: string, value: unknown): string[] => {
    const validate = validator(pointer);
    if (validate(value)) return [];
    return [`${what}: ${ajv.errorsText(validate.errors)}`];
  };
  const paths = Object.keys(description.paths).map((template) => ({
    template,
    // A name wins over a place for any.
    open: (template.match(/\{/g) ?? []).length,
    matches: new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`),
  }));
  const operationOf = (method: string, { pathname }: URL): { operation: Json; pointer: string } | null => {
    const found = paths
      .filter(({ matches }) => matches.test(pathname))
      .toSorted((a, b) => a.open - b.open)
      .find(({ template }) => description.paths[template][method.toLowerCase()]);
    if (!found) return null;
    const operation = description.paths[found.template][method.toLowerCase()];
    return { operation, pointer: `/paths/${escaped(found.template)}/${method.toLowerCase()}` };
  };

  return {
    requestProblems(method, url, body) {
      const what = `${method} ${url.pathname}`;
      const found = operationOf(method, url);
      if (!found) return [`${what}: there is no such call`];
      const { operation, pointer } = found;
      const known = (operation.parameters ?? []).filter((each: Json) => each.in === 'query');
      const query = [...url.searchParams].flatMap(([name, value]): string[] => {
        const parameter = known.find((each: Json) => each.name === name);
        if (!parameter) return [`${what}: nobody reads the parameter ${name}`];
        return parameter.schema.type === 'integer' && !/^\d+$/.test(value)
          ? [`${what}: ${name} is a number`]
          : [];
      });
      if (!operation.requestBody) return body === undefined ? query : [...query, `${what}: takes no body`];
      return [...query, ...problems(what, `${pointer}/requestBody/content/application~1json/schema`, body)];
    },

    answerProblems(method, url, { status, body }) {
      const what = `the answer ${status} to ${method} ${url.pathname}`;
      const found = operationOf(method, url);
      const response = found?.operation.responses[status];
      if (!found || !response) return status >= 400 ? [] : [`${what}: is not described`];
      const pointer = response.$ref ? response.$ref.slice(1) : `${found.pointer}/responses/${status}`;
      return problems(what, `${pointer}/content/application~1json/schema`, body);
    },
  };
}

const escaped = (part: string): string =>
  encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
