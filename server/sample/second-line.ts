/** What the second line is asked, and what becomes of it: answered in time, late or in part, handed back, or still waited for. */
import { DAY, HOUR, MINUTE } from '../../shared/duration.ts';
import type { TicketKind } from '../../shared/ticket.ts';
import type { DepartmentCaller } from '../auth/caller.ts';
import { actForDepartment, type DepartmentAct } from '../commands/second-line/act-for-department.ts';
import { escalate } from '../commands/second-line/escalate.ts';
import type { Deps } from '../deps.ts';
import type { Topic } from '../domain/regulation.ts';
import { departmentKey } from '../domain/second-line/escalation-clock.ts';
import { showableOf } from '../domain/second-line/decide-escalation.ts';
import { addWorkingDays, addWorkingTime, nextOpening } from '../domain/working-time/working-time.ts';
import type { Agenda, Story } from './agenda.ts';
import { STAFF_DOMAIN } from './people.ts';
import type { Random } from './random.ts';
import type { Cast } from './stage.ts';

type Question = { topic: Topic; question: string; answer: string };

const QUESTIONS: Readonly<Record<TicketKind, readonly Question[]>> = {
  consultation: [
    {
      topic: 'legal',
      question: 'Клиент спрашивает, можно ли передать журнал операций их аудитору. Что говорит договор?',
      answer: 'Можно, по письменному запросу. Персональные данные покупателей из журнала нужно убрать.',
    },
    {
      topic: 'settlements',
      question: 'В акте за прошлый месяц две строки за одну лицензию. Какая верная?',
      answer: 'Верная первая. Исправленный акт отправим сегодня через ЭДО.',
    },
    {
      topic: 'promotion',
      question: 'Партнёр хочет рассказать о внедрении на своём сайте. Есть ли готовые материалы?',
      answer:
        'Есть папка партнёра, ссылка в базе знаний. Логотип берите из неё, текст пришлите нам до публикации.',
    },
  ],
  bug: [
    {
      topic: 'system_errors',
      question: 'Сервис проверки кодов с утра отвечает через раз. Это у нас или у оператора?',
      answer: 'У нас: один из двух узлов перегружен. Перезапустили, наблюдаем.',
    },
    {
      topic: 'data_editing',
      question: 'Нужно удалить дубль документа, из интерфейса он не удаляется.',
      answer: 'Дубль удалён, остатки пересчитаны. Причину завели отдельной задачей.',
    },
    {
      topic: 'development',
      question: 'Ошибка повторяется только на новой версии. Успеваем исправить в ближайшем выпуске?',
      answer: 'Да, исправление войдёт в выпуск этой недели.',
    },
  ],
  feature: [
    {
      topic: 'development',
      question: 'Клиент просит оценить доработку. Есть ли она в планах и во сколько часов её оценить?',
      answer: 'В планах нет. Оценка 24 часа, начать можем через две недели.',
    },
  ],
};

const REASON = 'Это не к нам: такие вопросы решает отдел, который ведёт договор с клиентом.';
const MEMBERS = ['Ирина Правдина', 'Глеб Соколов', 'Тимур Ахметов', 'Жанна Белова'];

type Shelf = { deps: Deps; random: Random; agenda: Agenda; holders: ReadonlyMap<string, string> };

/** An address for every department, at which nobody is. */
export async function setUpDepartments({ store, now, newId, ruleBook }: Deps): Promise<Map<string, string>> {
  const holders = new Map<string, string>();
  const topics = ruleBook().current.regulation.secondLine;
  const keys = [...new Set(topics.flatMap(({ departments }) => departments.map(departmentKey)))];
  for (const [i, department] of keys.entries()) {
    const mailbox = `${department.toLowerCase().replaceAll(/\W+/gu, '-')}@${STAFF_DOMAIN}`;
    const createdAt = now();
    await store.secondLine.addChannel({
      ...{ id: newId(), department, kind: 'email', target: mailbox, sealed: null, language: 'ru', createdAt },
    });
    const member = { id: newId(), department, name: MEMBERS[i % MEMBERS.length]!, createdAt };
    await store.secondLine.putMember({
      ...{ ...member, mattermostUserId: null, email: mailbox, disabled: false },
    });
    holders.set(department, member.id);
  }
  return holders;
}

/** On most working days somebody asks. */
export async function* questionsToDepartments({ staff }: Cast, shelf: Shelf): Story {
  const { deps, random, agenda } = shelf;
  const { workingTime } = deps.ruleBook().current;
  for (;;) {
    yield addWorkingTime(
      workingTime,
      nextOpening(workingTime, deps.now() + HOUR),
      random.between(1, 9) * HOUR,
    );
    const asked = (await deps.store.tickets.open()).filter(
      ({ status, assignee, escalations, submittedAt }) =>
        (status === 'analysis' || status === 'in_progress') &&
        staff.some(({ staffId }) => staffId === assignee) &&
        escalations.length === 0 &&
        submittedAt < deps.now() - 20 * MINUTE,
    );
    if (asked.length === 0) continue;
    const { id, kind, assignee } = random.pick(asked);
    const loaded = await deps.store.tickets.load(id);
    const caller = staff.find(({ staffId }) => staffId === assignee);
    if (!loaded || !caller) continue;
    const { topic, question, answer } = random.pick(QUESTIONS[kind]);
    const entries = showableOf(loaded.events).map(({ seq }) => seq);
    const done = await escalate(deps, caller, {
      ...{ requestId: deps.newId(), id, topic, question, files: [] },
      shown: { entries: entries.slice(0, 3), files: [] },
    });
    if ('refusal' in done) throw new Error(`a question to a department was refused: ${done.refusal.code}`);
    agenda.begin(deps.now(), answered(shelf, { ticketId: id, topic, answer }));
  }
}

async function* answered(
  { deps, random, holders }: Shelf,
  { ticketId, topic, answer }: { ticketId: string; topic: Topic; answer: string },
): Story {
  const { workingTime, regulation } = deps.ruleBook().current;
  const { reactionWorkingDays, departments } = regulation.secondLine.find((each) => each.topic === topic)!;
  const askedAt = deps.now();
  const dueAt = addWorkingDays(workingTime, askedAt, reactionWorkingDays);
  const escalationId = (await deps.store.tickets.load(ticketId))?.ticket.escalations.at(-1)?.id;
  if (!escalationId) return;
  const holder = holders.get(departmentKey(departments[0]!))!;
  const caller: DepartmentCaller = { side: 'department', holder, ticketId, escalationId };
  // A ticket that was closed meanwhile has taken its questions along: then there is nothing left to do.
  const act = (doing: DepartmentAct) => actForDepartment(deps, caller, { requestId: deps.newId(), ...doing });
  const roll = random.next();
  if (roll < 0.1) return;
  yield addWorkingTime(workingTime, askedAt, random.between(10, 180) * MINUTE);
  if (roll < 0.2) return void (await act({ act: 'hand_back', reason: REASON }));
  await act({ act: 'take' });
  if (roll < 0.32) return;
  const spare = dueAt - deps.now();
  const at =
    roll < 0.45
      ? dueAt + random.between(2, 30) * HOUR
      : deps.now() + Math.floor(spare * (0.2 + 0.7 * random.next()));
  yield Math.max(nextOpening(workingTime, at), deps.now() + MINUTE);
  if (deps.now() - askedAt > 20 * DAY) return;
  await act({ act: 'answer_desk', text: answer, files: [], inSubstance: true });
}
