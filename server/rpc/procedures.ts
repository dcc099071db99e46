/**
 * What every procedure passes before its own code runs: the table of access, then its schema. The builders below only narrow the type
 * of the caller, and refuse where the table and the builder disagree.
 */
import { initTRPC, TRPCError } from '@trpc/server';
import { ZodError } from 'zod';
import type { Refusal } from '../../shared/refusal.ts';
import type { ClientCaller, StaffCaller } from '../auth/caller.ts';
import { ACCESS, type Access } from './access.ts';
import { aboutOf, isAudited } from './audited.ts';
import { behind, Unavailable } from '../store/unavailable.ts';
import type { Context } from './context.ts';
import { fieldWrong } from './field-wrong.ts';
import { Refused } from './refused.ts';

function refusalIn(error: TRPCError): Refusal | null {
  if (error instanceof Refused) return error.refusal;
  if (error.code === 'BAD_REQUEST' && error.cause instanceof ZodError) return fieldWrong(error.cause);
  return null;
}

const t = initTRPC.context<Context>().create({
  /** Never left to the environment: a stack trace is nobody's business out there. */
  isDev: false,
  errorFormatter({ shape, error, ctx }) {
    const refusal = refusalIn(error);
    return {
      code: shape.code,
      message: refusal ? refusal.code : error.code === 'INTERNAL_SERVER_ERROR' ? 'fault' : shape.message,
      data: {
        code: shape.data.code,
        httpStatus: shape.data.httpStatus,
        refusal,
        /** To quote when something went wrong: the log has it too. */
        requestId: ctx?.requestId ?? null,
      },
    };
  },
});

export const router = t.router;

const isOurs = ({ code }: TRPCError) => code === 'INTERNAL_SERVER_ERROR';

/** It may be asked again as it is: 503, not 500. What became of it is counted. */
const orNotNow = t.procedure.use(async ({ ctx, path, next }) => {
  const ends = ctx.desk.measures.callBegins(path);
  const result = await next();
  const notNow = result.ok ? null : behind(result.error, Unavailable);
  if (result.ok) ends('ok');
  else ends(notNow ? 'unavailable' : isOurs(result.error) ? 'fault' : 'refused');
  if (notNow) throw new TRPCError({ code: 'SERVICE_UNAVAILABLE', message: 'unavailable', cause: notNow });
  return result;
});

const checked = orNotNow.use(async ({ ctx, path, type, getRawInput, next }) => {
  const access = (ACCESS as Record<string, Access | undefined>)[path];
  if (!access)
    throw new TRPCError({ code: 'INTERNAL_SERVER_ERROR', message: `${path} has no row in access.ts` });
  // Who calls is asked once all of it is here, or its last byte could be kept back until the session has long ended. What
  // is wrong with it is said in its place.
  await getRawInput().catch(() => {});
  const caller = await ctx.admit(access, type, path).catch(async (cause: unknown) => {
    if (cause instanceof Refused && cause.staffId !== undefined)
      await ctx.desk.audit.did({
        ...{ staffId: cause.staffId, act: path, about: aboutOf(await getRawInput()) },
        ...{ outcome: 'refused', address: ctx.whence.address },
      });
    throw cause;
  });
  return next({ ctx: { ...ctx, caller } });
});

/** Before the answer leaves: what could not be noted is not answered. */
const audited = checked.use(async ({ ctx, path, type, getRawInput, next }) => {
  const result = await next();
  const { caller } = ctx;
  if (caller?.side !== 'staff' || !isAudited(path, type)) return result;
  const noted = {
    staffId: caller.staffId,
    act: path,
    about: aboutOf(await getRawInput()),
    address: ctx.whence.address,
  };
  const { audit } = ctx.desk;
  if (type === 'query') {
    if (result.ok) await audit.read(noted);
  } else if (result.ok || result.error instanceof Refused)
    await audit.did({ ...noted, outcome: result.ok ? 'done' : 'refused' });
  return result;
});

export const open = checked;

export const forClient = checked.use(({ ctx, next }) => {
  if (ctx.caller?.side !== 'client') throw new Refused({ code: 'not_signed_in' });
  const caller: ClientCaller = ctx.caller;
  return next({ ctx: { ...ctx, caller } });
});

export const forStaff = audited.use(({ ctx, next }) => {
  if (ctx.caller?.side !== 'staff') throw new Refused({ code: 'not_signed_in' });
  const caller: StaffCaller = ctx.caller;
  return next({ ctx: { ...ctx, caller } });
});
