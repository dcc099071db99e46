import { z } from 'zod';
import { isMonth } from '../../domain/report/month.ts';

/** '2026-10'; the month that it is now when it is not said. */
export const month = z.strictObject({ month: z.string().max(7).refine(isMonth).optional() }).optional();
