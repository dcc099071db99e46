/** The one open draft of the rules: kept as it is typed, checked by the same check as the operator's file. */
import type { StaffCaller } from '../auth/caller.ts';
import type { Deps } from '../deps.ts';
import { checkRegulation, type CheckedRegulation, type FieldProblem } from '../regulation-file.ts';
import type { Draft } from '../store/rules.ts';
import type { Refused } from './commit-decision.ts';

/** `raw`: parts typed as JSON that cannot be read yet, by their name in the regulation. */
export type DraftContent = { regulation: Record<string, unknown>; raw: Record<string, string> };

export type OpenDraft = Draft & { read: DraftContent; checked: CheckedRegulation };

type Some = Pick<Deps, 'store' | 'now' | 'ruleBook'>;

export async function openDraft(deps: Some): Promise<OpenDraft | null> {
  const draft = await deps.store.rules.draft();
  const read = draft && readContent(draft.content);
  if (!draft || !read) return null;
  return { ...draft, read, checked: await checkDraft(deps, read) };
}

export async function saveDraft(
  { store, now, ruleBook }: Some,
  caller: StaffCaller,
  { content, revision }: { content: string; revision: number },
): Promise<{ revision: number } | Refused> {
  if (!readContent(content))
    return { refusal: { code: 'field_wrong', field: 'content', problem: 'not_valid' } };
  const saved = await store.rules.saveDraft(
    {
      content,
      basedOn: ruleBook().current.regulation.version,
      savedBy: caller.staffId,
      savedAt: now(),
    },
    revision,
  );
  return saved ? { revision: revision + 1 } : draftMovedOn({ store });
}

export async function dropDraft(
  { store }: Pick<Deps, 'store'>,
  { revision }: { revision: number },
): Promise<{ revision: number } | Refused> {
  return (await store.rules.dropDraft(revision)) ? { revision: 0 } : draftMovedOn({ store });
}

export async function draftMovedOn({ store }: Pick<Deps, 'store'>): Promise<Refused> {
  const draft = await store.rules.draft();
  const by = draft ? ((await store.staff.get(draft.savedBy))?.name ?? null) : null;
  return { refusal: { code: 'draft_moved_on', by } };
}

/** The name of the version is given when it is applied: until then it is none of the draft's problems. */
async function checkDraft({ store, ruleBook }: Some, { regulation, raw }: DraftContent) {
  const unread = Object.entries(raw).map(([field, text]) => ({ field, says: notJson(text) }));
  const version = nextVersion(
    ruleBook().current.regulation.version,
    (await store.regulations.all()).map((each) => each.version),
  );
  const checked = checkRegulation({ ...regulation, version });
  const problems: FieldProblem[] = [...unread, ...('problems' in checked ? checked.problems : [])];
  return problems.length > 0 ? { problems } : checked;
}

/** "2.0" → "2.1", past the names that are taken. */
export function nextVersion(current: string, taken: readonly string[]): string {
  const [, head = `${current}-`, number = '0'] = /^(.*?)(\d+)$/.exec(current) ?? [];
  for (let next = Number(number) + 1; ; next++) {
    const name = `${head}${next}`;
    if (!taken.includes(name)) return name;
  }
}

function readContent(content: string): DraftContent | null {
  try {
    const given = JSON.parse(content) as Partial<DraftContent> | null;
    const regulation = given?.regulation;
    const raw = given?.raw ?? {};
    const isRaw = isObject(raw) && Object.values(raw).every((text) => typeof text === 'string');
    return isObject(regulation) && isRaw ? { regulation, raw } : null;
  } catch {
    return null;
  }
}

const isObject = (value: unknown): value is Record<string, never> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function notJson(text: string): string {
  try {
    JSON.parse(text);
    return 'is to be read again';
  } catch (cause) {
    return `is not JSON: ${(cause as Error).message}`;
  }
}
