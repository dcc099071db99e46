/** What a regulation file is checked with: each problem says the value and what is allowed. */
import { z } from 'zod';

/** An object with these fields and no others. */
export function fields<Shape extends z.ZodRawShape>(shape: Shape) {
  const known = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `${issue.keys.map((key) => `"${key}"`).join(', ')}: no such field; known are ${known}`
        : undefined,
  });
}

export function each<const Name extends string | number, Type>(
  names: readonly Name[],
  type: Type,
): Record<Name, Type> {
  return Object.fromEntries(names.map((name) => [name, type])) as Record<Name, Type>;
}

export function whole(min: number, max: number, tooMuch?: string) {
  const write = `a whole number from ${min} to ${max}`;
  return z.custom<number>(
    (value) => Number.isInteger(value) && Number(value) >= min && Number(value) <= max,
    {
      error({ input }) {
        if (input === undefined) return `missing; write ${write}`;
        if (tooMuch !== undefined && typeof input === 'number' && input > max)
          return `${input} is ${tooMuch}`;
        return `${shown(input)} is not allowed; write ${write}`;
      },
    },
  );
}

export function text(max: number) {
  return z.string().refine((value) => value.trim().length > 0 && value.length <= max, {
    error: ({ input }) => `${shown(input)} is not allowed; write 1 to ${max} characters`,
  });
}

export function unique<Type extends z.ZodType>(type: Type) {
  return z.array(type).superRefine((values, context) => {
    for (const [i, value] of values.entries()) {
      if (values.indexOf(value) < i) wrong(context, [i], `${shown(value)} stands here twice`);
    }
  });
}

export function wrong(context: z.RefinementCtx, path: (string | number)[], message: string): void {
  context.addIssue({ code: 'custom', path, message });
}

/** The value as it stands in the file, cut where it is long. */
export function shown(value: unknown): string {
  const json = JSON.stringify(value) ?? 'nothing';
  return json.length > 80 ? `${json.slice(0, 79)}…` : json;
}
