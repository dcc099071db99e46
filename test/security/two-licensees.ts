/** Two licensees, two people in one of them, staff of every role; each with something that the others must never see. */
import { actForDepartment } from '../../server/commands/second-line/act-for-department.ts';
import type { StaffRole } from '../../shared/ticket.ts';
import {
  aConsultation,
  aRequestId,
  aWholeDesk,
  ORIGIN,
  type Caller,
  type Json,
  type SigningSite,
  type WholeDesk,
} from '../server/support/whole-desk.ts';

export type Belongings = {
  caller: Caller;
  /** Words that stand in what they wrote and in nothing else. */
  secret: string;
  ticketId: string;
  /** In the ticket. */
  attached: string;
  /** Uploaded, and not sent yet. */
  loose: string;
};

export type World = {
  desk: WholeDesk;
  site: SigningSite;
  north: string;
  south: string;
  anna: Belongings;
  /** Of Anna's licensee. */
  bella: Belongings;
  /** Of another one. */
  carl: Belongings;
  /** Attached to a note on Anna's ticket. */
  noteFile: string;
  staff: Record<StaffRole, Caller & { id: string }>;
  disabled: string;
  products: { north: string; south: string };
  people: { anna: string; carl: string };
  keyId: string;
  /** Asked about Anna's ticket and about Carl's; and who is asked. */
  secondLine: {
    annas: string;
    carls: string;
    annasAnswer: number;
    channelId: string;
    memberId: string;
    testId: string;
  };
};

const MEDIA = new TextEncoder();

export const upload = async (desk: WholeDesk, caller: Caller, text: string): Promise<string> => {
  const { id: _, ...headers } = caller;
  const sent = await desk.request('/files', {
    method: 'POST',
    headers: { ...headers, 'x-file-name': 'notes.txt' },
    body: MEDIA.encode(text),
  });
  if (sent.status !== 201) throw new Error(sent.text);
  return sent.json.id;
};

export const data = (answer: { json: Json; text: string }): Json => {
  if (!answer.json?.result) throw new Error(answer.text);
  return answer.json.result.data;
};

export async function aWorld(): Promise<World> {
  const desk = await aWholeDesk();
  const { store, newId } = desk.deps;
  const north = await desk.licensee('North');
  const south = await desk.licensee('South');
  const products = { north: newId(), south: newId() };
  for (const [licensee, id] of [
    [north, products.north],
    [south, products.south],
  ] as const) {
    await store.licensees.addProduct({ id, name: `Product ${id}`, parts: [], createdAt: desk.clock.at });
    await store.licensees.license(licensee, [id]);
  }
  const site = await desk.site(north);
  const southSite = await desk.site(south, { origins: [ORIGIN, 'https://south.example'] });
  const belongings = async (at: SigningSite, sub: string): Promise<Belongings> => {
    const secret = `secret-of-${sub}-${newId()}`;
    const caller = await desk.client(at, sub, {
      name: `Name ${secret}`,
      email: `${sub}-${newId()}@people.example`,
    });
    const attached = await upload(desk, caller, `attached ${secret}`);
    const loose = await upload(desk, caller, `loose ${secret}`);
    const fields = { question: `question ${secret}` };
    const ticketId = data(
      await desk.mutate('customer.submit', aConsultation({ fields, files: [attached] }), caller),
    ).id;
    return { caller, secret, ticketId, attached, loose };
  };
  const anna = await belongings(site, 'anna');
  const bella = await belongings(site, 'bella');
  const carl = await belongings(southSite, 'carl');
  const staff = {
    agent: await desk.member('agent'),
    manager: await desk.member('manager'),
    administrator: await desk.member('administrator'),
  };
  const { id: disabled } = await desk.member('agent', 'gone');
  await store.staff.update(disabled, { disabled: true });
  const noteFile = await upload(desk, staff.agent, 'for staff alone');
  data(
    await desk.mutate(
      'staff.note',
      { requestId: aRequestId(), id: anna.ticketId, text: 'staff-secret note', files: [noteFile] },
      staff.agent,
    ),
  );
  const secondLine = await aSecondLine(desk, staff, { anna, carl });
  const personOf = async (id: string) => (await store.tickets.load(id))!.ticket.personId;
  const [key] = await store.sites.keysOf(site.id);
  return {
    desk,
    site,
    north,
    south,
    anna,
    bella,
    carl,
    noteFile,
    staff,
    disabled,
    products,
    people: { anna: await personOf(anna.ticketId), carl: await personOf(carl.ticketId) },
    keyId: key!.id,
    secondLine,
  };
}

async function aSecondLine(
  desk: WholeDesk,
  staff: World['staff'],
  { anna, carl }: Pick<World, 'anna' | 'carl'>,
): Promise<World['secondLine']> {
  const { id: _, ...administrator } = staff.administrator;
  const { id: _a, ...agent } = staff.agent;
  const ask = async (id: string): Promise<string> => {
    const question = 'staff-secret question';
    const shown = { entries: [1], files: [] };
    const input = { requestId: aRequestId(), id, topic: 'legal', question, files: [], shown };
    data(await desk.mutate('secondLine.escalate', input, agent));
    return (await desk.deps.store.tickets.load(id))!.ticket.escalations[0]!.id;
  };
  const mailbox = { kind: 'email', department: 'Legal', target: 'legal@desk.example', language: 'ru' };
  const lawyer = { department: 'Legal', name: 'Ivan', mattermostUserId: null, email: null, disabled: false };
  data(await desk.mutate('secondLine.addChannel', mailbox, administrator));
  const settings = data(await desk.mutate('secondLine.putMember', lawyer, administrator));
  const legal = settings.departments.find(({ key }: { key: string }) => key === 'Legal');
  const [channelId, memberId] = [legal.channels[0].id, legal.members[0].id];
  const [annas, carls] = [await ask(anna.ticketId), await ask(carl.ticketId)];
  const caller = {
    side: 'department',
    holder: memberId,
    ticketId: anna.ticketId,
    escalationId: annas,
  } as const;
  await actForDepartment(desk.deps, caller, {
    requestId: aRequestId(),
    act: 'answer_desk',
    text: 'staff-secret answer',
    files: [],
    inSubstance: true,
  });
  const { version } = (await desk.deps.store.tickets.load(anna.ticketId))!.ticket;
  const test = data(await desk.mutate('secondLine.testChannel', { channelId }, administrator));
  return { annas, carls, annasAnswer: version, channelId, memberId, testId: test.noticeId };
}
