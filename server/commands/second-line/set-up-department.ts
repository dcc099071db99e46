/** Administrators say where a department is reached and who may act for it. */
import type { Language } from '../../../shared/ticket.ts';
import type { StaffCaller } from '../../auth/caller.ts';
import type { Keys } from '../../auth/secrets.ts';
import type { Deps } from '../../deps.ts';
import { departmentKey } from '../../domain/second-line/escalation-clock.ts';
import { sealedWebhook } from '../../second-line/webhook.ts';
import type { DepartmentChannel, DepartmentMember } from '../../store/second-line.ts';
import type { Refused } from '../commit-decision.ts';

export type NewChannel = Pick<DepartmentChannel, 'department' | 'kind' | 'target'> & { language: Language };

export async function addChannel(
  deps: Deps & { keys: Keys; webhooksAt: readonly string[] },
  { department, kind, target, language }: NewChannel,
): Promise<{ id: string } | Refused> {
  if (!isKnown(deps, department)) return { refusal: { code: 'not_found' } };
  const isSecret = kind === 'mattermost_webhook';
  if (isSecret && !deps.webhooksAt.includes(new URL(target).origin))
    return { refusal: { code: 'field_wrong', field: 'target', problem: 'not_valid' } };
  const id = deps.newId();
  await deps.store.secondLine.addChannel({
    id,
    department,
    kind,
    target: isSecret ? new URL(target).host : kind === 'email' ? target.toLowerCase() : target,
    sealed: isSecret ? sealedWebhook(target, deps.keys) : null,
    language,
    createdAt: deps.now(),
  });
  return { id };
}

export async function putMember(
  deps: Deps,
  input: Omit<DepartmentMember, 'id' | 'createdAt'> & { id: string | undefined },
): Promise<{ id: string } | Refused> {
  const known = (await deps.store.secondLine.members()).find(({ id }) => id === input.id);
  if (input.id !== undefined && !known) return { refusal: { code: 'not_found' } };
  if (!isKnown(deps, input.department)) return { refusal: { code: 'not_found' } };
  const id = known?.id ?? deps.newId();
  await deps.store.secondLine.putMember({
    ...input,
    id,
    email: input.email?.toLowerCase() ?? null,
    createdAt: known?.createdAt ?? deps.now(),
  });
  return { id };
}

/** Gives the notice, so that what became of it can be asked. */
export async function testChannel(
  deps: Deps,
  { staffId }: StaffCaller,
  channelId: string,
): Promise<{ noticeId: string } | Refused> {
  const channel = await deps.store.secondLine.channel(channelId);
  if (!channel) return { refusal: { code: 'not_found' } };
  const noticeId = deps.newId();
  const at = deps.now();
  await deps.store.outbox.add(
    [
      {
        id: noticeId,
        kind: 'channel_test',
        to: { side: 'staff', staffId },
        channel: channel.kind === 'email' ? 'email' : 'mattermost',
        seq: null,
        detail: { channelId },
        notBefore: at,
      },
    ],
    at,
  );
  return { noticeId };
}

const isKnown = ({ ruleBook }: Deps, department: string): boolean =>
  ruleBook().current.regulation.secondLine.some(({ departments }) =>
    departments.some((each) => departmentKey(each) === department),
  );
