/** The draft as it is edited: values by their path, never changed in place. */
import type { FieldProblem } from '../../client/api.ts';

export type Step = string | number;
export type Path = readonly Step[];
export type Content = { regulation: Record<string, unknown>; raw: Record<string, string> };

/** "desk.hours[0]", as the check names it. */
export const fieldOf = (path: Path): string =>
  path.map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i ? '.' : ''}${step}`)).join('');

export const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((inside, step) => (inside as Record<Step, unknown> | undefined)?.[step], value);

export const withValue = (content: Content, path: Path, value: unknown): Content => {
  const [top] = path;
  const raw = Object.fromEntries(Object.entries(content.raw).filter(([name]) => name !== top));
  return { regulation: put(content.regulation, path, value) as Content['regulation'], raw };
};

const put = (inside: unknown, [step, ...rest]: Path, value: unknown): unknown => {
  if (step === undefined) return value;
  if (typeof step === 'number') {
    const list = Array.isArray(inside) ? inside : [];
    const next = put(list[step], rest, value);
    if (next === undefined) return list.filter((_, i) => i !== step);
    return Object.assign([...list], { [step]: next });
  }
  const object = (inside ?? {}) as Record<string, unknown>;
  const next = put(object[step], rest, value);
  if (next !== undefined) return { ...object, [step]: next };
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== step));
};

/** Of this field and of what lies in it. */
export const problemsAt = (problems: readonly FieldProblem[], field: string): FieldProblem[] =>
  problems.filter((each) => {
    const rest = each.field.slice(field.length);
    return each.field.startsWith(field) && (rest === '' || rest.startsWith('.') || rest.startsWith('['));
  });

/** Typed as a number where it is one; whatever else stays as it was typed, and the check says what is wrong. */
export const numberTyped = (text: string): number | string => {
  const number = Number(text.replace(',', '.'));
  return text.trim() === '' || Number.isNaN(number) ? text : number;
};
