/** The routing rules of a regulation file (R16). */
import { z } from 'zod';
import { CRITICALITIES, TICKET_KINDS } from '../shared/ticket.ts';
import { TOPICS } from './domain/regulation.ts';
import type { RoutingTarget } from './domain/regulation.ts';
import { fields, shown, text, unique, wrong } from './regulation-fields.ts';

const hasLetters = (value: string): boolean => /[\p{L}\p{N}]/u.test(value);

export const routing = z.array(
  fields({
    when: fields({
      licensee: text(200).optional(),
      product: text(200).optional(),
      kind: z.enum(TICKET_KINDS).optional(),
      criticality: z.enum(CRITICALITIES).optional(),
      words: unique(
        text(100).refine(hasLetters, { error: ({ input }) => `${shown(input)} has no letter or digit` }),
      )
        .min(1)
        .optional(),
    }).superRefine(({ kind, criticality }, context) => {
      if (criticality === undefined || kind === undefined || kind === 'bug') return;
      wrong(
        context,
        ['criticality'],
        `"${criticality}" is never a ${kind}'s; allowed with kind "bug" or with none`,
      );
    }),
    to: z.unknown().superRefine(checkTarget) as unknown as z.ZodType<RoutingTarget>,
  }),
);

const TARGET = {
  person: z.email(),
  skill: z.literal('technical_specialist'),
  topic: z.enum(TOPICS),
} as const;

/** One of three, said as one: a union of objects would name three problems for each. */
function checkTarget(given: unknown, context: z.RefinementCtx): void {
  const write = 'write one of {"person": "an email"}, {"skill": "technical_specialist"}, {"topic": "legal"}';
  const [entry, ...more] = Object.entries(Object(given) as Record<string, unknown>);
  if (!entry || more.length > 0) return wrong(context, [], `${shown(given)} is not allowed; ${write}`);
  const [name, value] = entry;
  if (!Object.hasOwn(TARGET, name)) {
    return wrong(context, [], `"${name}": no such field; ${write}`);
  }
  const to = name as keyof typeof TARGET;
  if (TARGET[to].safeParse(value).success) return;
  const allowed = { person: 'an email address', skill: 'technical_specialist', topic: TOPICS.join(', ') };
  wrong(context, [to], `${shown(value)} is not allowed; allowed: ${allowed[to]}`);
}
