/** Inputs about people's data and about who has looked at it. */
import { z } from 'zod';
import { RETENTION_LIMITS } from '../../domain/privacy/retention.ts';
import { id } from '../schemas.ts';

const within = ({ min, max }: { min: number; max: number }) => z.int().min(min).max(max).nullable();

export const setRetention = z.strictObject({
  licenseeId: id,
  filesDays: within(RETENTION_LIMITS.filesDays),
  ticketsMonths: within(RETENTION_LIMITS.ticketsMonths),
});

export const audit = z
  .strictObject({
    staffId: id.optional(),
    about: z.string().min(1).max(64).optional(),
    below: z.int().min(1).optional(),
  })
  .optional();
