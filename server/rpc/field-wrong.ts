/** The first thing wrong with an input, in the words of a form: which field, what is the matter, what the limit is. */
import type { ZodError } from 'zod';
import type { Refusal } from '../../shared/refusal.ts';

export function fieldWrong(error: ZodError): Extract<Refusal, { code: 'field_wrong' }> {
  const issue = error.issues[0];
  const field = issue?.path.findLast((step) => typeof step === 'string') ?? '';
  const wrong = (problem: 'missing' | 'too_long' | 'too_short' | 'not_valid', max?: number) =>
    ({ code: 'field_wrong', field, problem, ...(max === undefined ? {} : { max }) }) as const;
  switch (issue?.code) {
    case 'too_big':
      return wrong('too_long', Number(issue.maximum));
    case 'too_small':
      return wrong(issue.origin === 'string' && issue.minimum === 1 ? 'missing' : 'too_short');
    case 'invalid_type':
      return wrong(issue.input === undefined ? 'missing' : 'not_valid');
    default:
      return wrong('not_valid');
  }
}
