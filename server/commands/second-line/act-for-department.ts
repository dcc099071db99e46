/** What a department does about its question, from its page, a button or a mail: take it, answer, hand it back. */
import type { DepartmentCaller } from '../../auth/caller.ts';
import type { Deps } from '../../deps.ts';
import { decideEscalation } from '../../domain/second-line/decide-escalation.ts';
import type { EscalationAct } from '../../domain/second-line/decide-escalation.ts';
import type { FileId } from '../../domain/ticket/event.ts';
import { commitDecision } from '../commit-decision.ts';
import type { Done, Refused } from '../commit-decision.ts';
import { collectWords } from '../words.ts';

export type DepartmentAct =
  | { act: 'take' }
  | {
      act: 'answer_desk';
      text: string;
      /** Sent twice, a file has two ids and the same content: by that a repeat is known. */
      files: readonly { id: FileId; sha256: string }[];
      inSubstance: boolean;
      unverified?: boolean;
    }
  | { act: 'hand_back'; reason: string };

/** `name`: as a reader of a link that went to many calls themselves. */
export function actForDepartment(
  deps: Deps,
  caller: DepartmentCaller,
  { requestId, name, ...doing }: DepartmentAct & { requestId: string; name?: string },
): Promise<Done | Refused> {
  const { escalationId, ticketId } = caller;
  const words = collectWords(deps.newId);
  const act = actOf(doing, { escalationId, name: words.maybe(name), put: words.put, maybe: words.maybe });
  const files = doing.act === 'answer_desk' ? doing.files : [];
  const same = { ...doing, files: files.map(({ sha256 }) => sha256) };
  return commitDecision(
    deps,
    caller,
    { id: ticketId, requestId, seenVersion: null, content: { ...same, escalationId, name: name ?? '' } },
    {
      decide: (ticket, context) => decideEscalation(ticket, act, context),
      words: words.all,
      files: files.map((file) => file.id),
    },
  );
}

type Writing = { escalationId: string; name: string | null } & Pick<
  ReturnType<typeof collectWords>,
  'put' | 'maybe'
>;

function actOf(doing: DepartmentAct, { escalationId, name, put, maybe }: Writing): EscalationAct {
  switch (doing.act) {
    case 'take':
      return { act: 'take', escalationId, name };
    case 'answer_desk': {
      const { text, files, inSubstance, unverified } = doing;
      const words = maybe(text);
      return {
        act: 'answer_desk',
        escalationId,
        words,
        files: files.map((file) => file.id),
        inSubstance,
        ...(unverified && { unverified }),
        name,
      };
    }
    case 'hand_back':
      return { act: 'hand_back', escalationId, words: put(doing.reason), name };
  }
}
