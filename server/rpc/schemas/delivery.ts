/** Inputs of `delivery.*`. */
import { z } from 'zod';
import { LANGUAGES } from '../../../shared/ticket.ts';
import { FAULTS } from '../../../shared/delivery-fault.ts';

export { byId, nothing } from '../schemas.ts';

export const sendAllAgain = z.strictObject({ code: z.enum(FAULTS) });

const language = z.enum(LANGUAGES);
export const test = z.union([
  /** To the caller's own address and nobody else's. */
  z.strictObject({ channel: z.literal('email'), language }),
  z.strictObject({
    channel: z.literal('mattermost'),
    channelId: z.string().regex(/^[a-z0-9]{26}$/),
    language,
  }),
]);
