/**
 * A right input for every procedure, and whose ids stand in it. A procedure without a row here fails the tests: what
 * nobody has thought about is not tested by accident.
 */
import { REGULATION } from '../../server/domain/regulation.ts';
import type { ProcedurePath } from '../../server/rpc/access.ts';
import { aConsultation, aRequestId } from '../server/support/whole-desk.ts';
import type { World } from './two-licensees.ts';

const A_MONDAY = '2026-12-07';

export type Row = {
  type: 'query' | 'mutation';
  /** As the caller themself would send it: Anna for a client, staff about Anna's ticket. */
  input(world: World): unknown;
  /** For each id in it: its path in the input, and ids of others or of nobody that must all answer as an unknown one. */
  ids?: Record<string, (world: World) => Record<string, unknown>>;
};

const others = (w: World) => ({
  'another person’s': w.bella.ticketId,
  'another licensee’s': w.carl.ticketId,
});
const othersFiles = (w: World) => ({
  'another person’s, attached': w.bella.attached,
  'another person’s, loose': w.bella.loose,
  'another licensee’s, attached': w.carl.attached,
  'another licensee’s, loose': w.carl.loose,
  'of a note for staff': w.noteFile,
});
const noTicket = (w: World) => ({
  'a person’s id': w.people.anna,
  'a licensee’s id': w.north,
  'a file’s id': w.anna.attached,
});
const clientsFiles = (w: World) => ({
  'a client’s, loose': w.anna.loose,
  'attached elsewhere': w.carl.attached,
});
const act = (w: World) => ({ requestId: aRequestId(), id: w.anna.ticketId, seenVersion: 99 });
const version = (w: World) => ({ requestId: aRequestId(), id: w.anna.ticketId, seenVersion: w ? 2 : 0 });
const ofAnotherTicket = (w: World) => ({
  'another ticket’s': w.secondLine.carls,
  'a ticket’s id': w.anna.ticketId,
});
const product = (w: World) => ({ 'another licensee’s': w.products.south, 'a ticket’s id': w.anna.ticketId });
const noPerson = (w: World) => ({ 'a ticket’s id': w.anna.ticketId, 'a licensee’s id': w.north });
const noSite = (w: World) => ({ 'a ticket’s id': w.anna.ticketId, 'a licensee’s id': w.north });
const noLicensee = (w: World) => ({ 'a ticket’s id': w.anna.ticketId, 'a site’s id': w.site.id });

export const INPUTS: Record<ProcedurePath, Row> = {
  'customer.config': {
    type: 'query',
    input: (w) => ({ siteKey: w.site.key }),
    ids: { siteKey: (w) => ({ 'a site’s id': w.site.id, 'a licensee’s id': w.north }) },
  },
  'customer.openSession': {
    type: 'mutation',
    input: (w) => ({ siteKey: w.site.key }),
    ids: { siteKey: (w) => ({ 'a site’s id': w.site.id, 'a licensee’s id': w.north }) },
  },
  'customer.closeSession': { type: 'mutation', input: () => ({}) },
  'customer.desk': { type: 'query', input: () => ({}) },
  'customer.tickets': { type: 'query', input: () => ({}) },
  'customer.unread': { type: 'query', input: () => ({}) },
  'customer.ticket': { type: 'query', input: (w) => ({ id: w.anna.ticketId }), ids: { id: others } },
  'customer.setMail': { type: 'mutation', input: () => ({ wanted: false }) },
  'customer.submit': {
    type: 'mutation',
    input: (w) => aConsultation({ files: [w.anna.loose], productId: w.products.north }),
    ids: { 'files.0': othersFiles, productId: product },
  },
  'customer.reply': {
    type: 'mutation',
    input: (w) => ({ requestId: aRequestId(), id: w.anna.ticketId, text: 'more', files: [w.anna.loose] }),
    ids: { id: others, 'files.0': othersFiles },
  },
  'customer.act': {
    type: 'mutation',
    input: (w) => ({
      requestId: aRequestId(),
      id: w.anna.ticketId,
      act: 'withdraw',
      text: 'no more',
      files: [w.anna.loose],
    }),
    ids: { id: others, 'files.0': othersFiles },
  },
  'customer.rate': {
    type: 'mutation',
    input: (w) => ({ requestId: aRequestId(), id: w.anna.ticketId, stars: 5 }),
    ids: { id: others },
  },
  'customer.seen': {
    type: 'mutation',
    input: (w) => ({ id: w.anna.ticketId, version: 1 }),
    ids: { id: others },
  },
  'customer.fileLink': {
    type: 'mutation',
    input: (w) => ({ fileId: w.anna.attached }),
    ids: { fileId: othersFiles },
  },

  'staff.me': { type: 'query', input: () => ({}) },
  'staff.account': { type: 'query', input: () => ({}) },
  'staff.setPresence': { type: 'mutation', input: () => ({ presence: 'away' }) },
  'staff.queue': {
    type: 'query',
    input: (w) => ({ filter: { licenseeId: w.north, assignee: 'nobody' } }),
    ids: {
      'filter.licenseeId': noLicensee,
      'filter.assignee': (w) => ({ 'a person’s id': w.people.anna, disabled: w.disabled }),
    },
  },
  'staff.counts': { type: 'query', input: () => ({}) },
  'staff.ticket': { type: 'query', input: (w) => ({ id: w.anna.ticketId }), ids: { id: noTicket } },
  'staff.reply': {
    type: 'mutation',
    input: (w) => ({ ...version(w), text: 'words', files: [w.noteFile] }),
    ids: { id: noTicket, 'files.0': clientsFiles },
  },
  'staff.note': {
    type: 'mutation',
    input: (w) => ({ requestId: aRequestId(), id: w.anna.ticketId, text: 'words', files: [] }),
    ids: { id: noTicket, 'files.0': clientsFiles },
  },
  'staff.act': {
    type: 'mutation',
    input: (w) => ({
      ...act(w),
      act: 'bill',
      files: [],
      invoice: { number: '1', sumKopecks: 100, fileId: w.noteFile },
    }),
    ids: { id: noTicket, 'files.0': clientsFiles, 'invoice.fileId': clientsFiles },
  },
  'staff.assign': {
    type: 'mutation',
    input: (w) => ({ ...act(w), to: w.staff.agent.id }),
    ids: { id: noTicket, to: (w) => ({ disabled: w.disabled, 'a person’s id': w.people.anna }) },
  },
  'staff.estimate': { type: 'mutation', input: (w) => ({ ...act(w), hours: 8 }), ids: { id: noTicket } },
  'staff.promise': {
    type: 'mutation',
    input: (w) => ({ ...act(w), date: '2026-11-20' }),
    ids: { id: noTicket },
  },
  'staff.correct': {
    type: 'mutation',
    input: (w) => ({ ...act(w), kind: 'bug', criticality: 'high' }),
    ids: { id: noTicket },
  },
  'staff.effect': {
    type: 'query',
    input: (w) => ({ id: w.anna.ticketId, change: { kind: 'bug', criticality: 'high' } }),
    ids: { id: noTicket },
  },
  'staff.register': {
    type: 'mutation',
    input: (w) => ({
      requestId: aRequestId(),
      licenseeId: w.north,
      personId: w.people.anna,
      kind: 'consultation',
      channel: 'telephone',
      turnedAt: w.desk.clock.at - 1000,
      fields: { question: 'by telephone' },
      files: [],
      productId: w.products.north,
    }),
    ids: {
      licenseeId: noLicensee,
      personId: (w) => ({ 'of another licensee': w.people.carl, 'a ticket’s id': w.anna.ticketId }),
      productId: product,
      'files.0': clientsFiles,
    },
  },
  'staff.people': {
    type: 'query',
    input: (w) => ({ licenseeId: w.north, search: '' }),
    ids: { licenseeId: noLicensee },
  },
  'staff.colleagues': { type: 'query', input: () => ({}) },
  'staff.licenseeNames': { type: 'query', input: () => ({}) },
  'staff.calendar': { type: 'query', input: () => ({ year: 2026 }) },
  'staff.regulation': { type: 'query', input: () => ({}) },

  'roster.view': { type: 'query', input: () => ({ from: '2026-11-09', until: '2026-11-16' }) },
  'roster.setShifts': {
    type: 'mutation',
    input: (w) => ({ cells: [{ staffId: w.staff.agent.id, date: A_MONDAY, on: true }] }),
    ids: { 'cells.0.staffId': (w) => ({ disabled: w.disabled, 'a person’s id': w.people.anna }) },
  },
  'roster.copy': { type: 'mutation', input: () => ({ period: 'week', date: A_MONDAY }) },
  'roster.recordAbsence': {
    type: 'mutation',
    input: (w) => ({
      requestId: aRequestId(),
      staffId: w.staff.agent.id,
      from: A_MONDAY,
      until: '2026-12-09',
      kind: 'vacation',
      handBack: true,
    }),
    ids: { staffId: (w) => ({ disabled: w.disabled, 'a person’s id': w.people.anna }) },
  },
  'roster.removeAbsence': {
    type: 'mutation',
    input: () => ({ id: 'no such absence' }),
    ids: { id: noTicket },
  },
  'roster.handBack': { type: 'mutation', input: () => ({ id: 'no such absence' }), ids: { id: noTicket } },

  'admin.licensees': { type: 'query', input: () => ({}) },
  'admin.licensee': { type: 'query', input: (w) => ({ id: w.north }), ids: { id: noLicensee } },
  'admin.createLicensee': { type: 'mutation', input: () => ({ name: 'New' }) },
  'admin.updateLicensee': {
    type: 'mutation',
    input: (w) => ({ id: w.north, name: 'North' }),
    ids: { id: noLicensee },
  },
  'admin.products': { type: 'query', input: () => ({}) },
  'admin.createProduct': { type: 'mutation', input: () => ({ name: 'New', parts: [] }) },
  'admin.updateProduct': {
    type: 'mutation',
    input: (w) => ({ id: w.products.north, name: 'Product', parts: [] }),
    ids: { id: noLicensee },
  },
  'admin.licenseProducts': {
    type: 'mutation',
    input: (w) => ({ licenseeId: w.north, productIds: [w.products.north] }),
    ids: { licenseeId: noLicensee, 'productIds.0': (w) => ({ 'a ticket’s id': w.anna.ticketId }) },
  },
  'admin.createSite': {
    type: 'mutation',
    input: (w) => ({
      licenseeId: w.north,
      name: 'Site',
      origins: ['https://new.example'],
      anonymousAllowed: false,
      identityRequired: true,
    }),
    ids: { licenseeId: noLicensee },
  },
  'admin.updateSite': {
    type: 'mutation',
    input: (w) => ({ id: w.site.id, name: 'Shop' }),
    ids: { id: (w) => ({ 'a licensee’s id': w.north }) },
  },
  'admin.createIdentityKey': {
    type: 'mutation',
    input: (w) => ({ siteId: w.site.id, algorithm: 'EdDSA' }),
    ids: { siteId: (w) => ({ 'a licensee’s id': w.north }) },
  },
  'admin.retireIdentityKey': {
    type: 'mutation',
    input: (w) => ({ id: w.keyId }),
    ids: { id: (w) => ({ 'a licensee’s id': w.north }) },
  },
  'admin.revokeIdentityKey': {
    type: 'mutation',
    input: (w) => ({ id: w.keyId }),
    ids: { id: (w) => ({ 'a licensee’s id': w.north }) },
  },
  'admin.endSessions': {
    type: 'mutation',
    input: (w) => ({ id: w.staff.manager.id }),
    ids: { id: (w) => ({ 'a person’s id': w.people.anna }) },
  },
  'admin.staff': { type: 'query', input: () => ({}) },
  'admin.inviteStaff': {
    type: 'mutation',
    input: () => ({
      name: 'New',
      email: `${aRequestId()}@desk.example`,
      role: 'agent',
      technicalSpecialist: false,
    }),
  },
  'admin.updateStaff': {
    type: 'mutation',
    input: (w) => ({ id: w.staff.agent.id, technicalSpecialist: true }),
    ids: { id: (w) => ({ 'a person’s id': w.people.anna }) },
  },
  'admin.renewAccess': {
    type: 'mutation',
    input: (w) => ({ id: w.staff.agent.id }),
    ids: { id: (w) => ({ 'a person’s id': w.people.anna, disabled: w.disabled }) },
  },

  'privacy.person': {
    type: 'query',
    input: (w) => ({ id: w.people.anna }),
    ids: { id: noPerson },
  },
  'privacy.erase': { type: 'mutation', input: (w) => ({ id: w.people.anna }), ids: { id: noPerson } },
  'privacy.setRetention': {
    type: 'mutation',
    input: (w) => ({ licenseeId: w.north, filesDays: 90, ticketsMonths: null }),
    ids: { licenseeId: noLicensee },
  },
  'privacy.audit': { type: 'query', input: () => ({}) },

  'consent.ofSite': { type: 'query', input: (w) => ({ siteId: w.site.id }), ids: { siteId: noSite } },
  'consent.ask': {
    type: 'mutation',
    input: (w) => ({ siteId: w.site.id, ru: 'Согласен', en: 'I agree', seenVersion: 0 }),
    ids: { siteId: noSite },
  },
  'consent.stopAsking': {
    type: 'mutation',
    input: (w) => ({ siteId: w.site.id, seenVersion: 0 }),
    ids: { siteId: noSite },
  },
  'consent.ofTicket': { type: 'query', input: (w) => ({ id: w.anna.ticketId }), ids: { id: noTicket } },

  'rules.overview': { type: 'query', input: () => ({}) },
  'rules.saveDraft': {
    type: 'mutation',
    input: () => ({ content: JSON.stringify({ regulation: REGULATION, raw: {} }), revision: 0 }),
  },
  'rules.dropDraft': { type: 'mutation', input: () => ({ revision: 99 }) },
  'rules.effect': { type: 'query', input: () => ({}) },
  'rules.ledgers': { type: 'query', input: (w) => ({ id: w.anna.ticketId }), ids: { id: noTicket } },
  'rules.putInForce': {
    type: 'mutation',
    input: () => ({ revision: 99, version: '9.9', reason: 'as agreed', from: null, openCycles: true }),
  },
  'rules.takeBack': { type: 'mutation', input: () => ({ version: '9.9' }) },
  'rules.versions': { type: 'query', input: () => ({}) },
  'rules.replay': {
    type: 'query',
    input: () => ({ from: '2026-09-01', to: '2026-09-30', by: 'submitted', people: 1, under: '2.0' }),
  },
  'rules.years': { type: 'query', input: () => ({}) },
  'rules.readCalendar': {
    type: 'mutation',
    input: () => ({
      text: JSON.stringify({ years: { 2028: { holidays: ['2028-01-03'] } } }),
      name: 'a.json',
      year: 2028,
    }),
  },

  'notices.mine': { type: 'query', input: () => ({}) },
  'notices.setMine': {
    type: 'mutation',
    input: () => ({
      language: 'ru',
      mattermostUser: null,
      ways: {
        assigned_to_you: 'email',
        client_answered: 'email',
        due_soon: 'none',
        breached: 'mattermost',
        team: 'email',
      },
    }),
  },

  'secondLine.topics': { type: 'query', input: () => ({}) },
  'secondLine.ofTicket': { type: 'query', input: (w) => ({ id: w.anna.ticketId }), ids: { id: noTicket } },
  'secondLine.open': { type: 'query', input: () => ({}) },
  'secondLine.escalate': {
    type: 'mutation',
    input: (w) => ({
      requestId: aRequestId(),
      id: w.anna.ticketId,
      topic: 'legal',
      question: 'May we?',
      files: [],
      shown: { entries: [1], files: [] },
    }),
    ids: { id: noTicket, 'files.0': clientsFiles },
  },
  'secondLine.ask': {
    type: 'mutation',
    input: (w) => ({
      requestId: aRequestId(),
      id: w.anna.ticketId,
      escalationId: w.secondLine.annas,
      question: 'And now?',
      files: [],
    }),
    ids: { id: noTicket, escalationId: ofAnotherTicket, 'files.0': clientsFiles },
  },
  'secondLine.close': {
    type: 'mutation',
    input: (w) => ({
      requestId: aRequestId(),
      id: w.anna.ticketId,
      escalationId: w.secondLine.annas,
      why: '',
    }),
    ids: { id: noTicket, escalationId: ofAnotherTicket },
  },
  'secondLine.quote': {
    type: 'mutation',
    input: (w) => ({ ...act(w), seq: w.secondLine.annasAnswer, text: 'As they say', files: [] }),
    ids: { id: noTicket, 'files.0': clientsFiles },
  },
  'secondLine.settings': { type: 'query', input: () => ({}) },
  'secondLine.addChannel': {
    type: 'mutation',
    input: () => ({ kind: 'email', department: 'IT', target: 'it@desk.example', language: 'en' }),
  },
  'secondLine.removeChannel': {
    type: 'mutation',
    input: (w) => ({ channelId: w.secondLine.channelId }),
    ids: { channelId: (w) => ({ 'a ticket’s id': w.anna.ticketId }) },
  },
  'secondLine.putMember': {
    type: 'mutation',
    input: (w) => ({
      memberId: w.secondLine.memberId,
      department: 'Legal',
      name: 'Ivan',
      mattermostUserId: null,
      email: null,
      disabled: false,
    }),
    ids: { memberId: (w) => ({ 'a ticket’s id': w.anna.ticketId }) },
  },
  'secondLine.testChannel': {
    type: 'mutation',
    input: (w) => ({ channelId: w.secondLine.channelId }),
    ids: { channelId: (w) => ({ 'a ticket’s id': w.anna.ticketId }) },
  },
  'secondLine.tested': {
    type: 'query',
    input: (w) => ({ noticeId: w.secondLine.testId }),
    ids: { noticeId: (w) => ({ 'a ticket’s id': w.anna.ticketId }) },
  },

  'delivery.board': { type: 'query', input: () => ({}) },
  'delivery.ofTicket': { type: 'query', input: (w) => ({ id: w.anna.ticketId }), ids: { id: noTicket } },
  'delivery.sendAgain': { type: 'mutation', input: () => ({ id: 'notice' }), ids: { id: noTicket } },
  'delivery.sendAllAgain': { type: 'mutation', input: () => ({ code: 'refused' }) },
  'delivery.test': { type: 'mutation', input: () => ({ channel: 'email', language: 'ru' }) },
  'board.now': { type: 'query', input: () => ({}) },
  'reports.month': { type: 'query', input: () => ({ month: '2026-10' }) },
  'reports.trend': { type: 'query', input: () => ({ month: '2026-10' }) },
  'reports.mine': { type: 'query', input: () => ({ month: '2026-10' }) },

  'join.invitation': { type: 'mutation', input: () => ({ token: 'no-such-link' }) },
  'join.acceptInvitation': {
    type: 'mutation',
    input: () => ({
      token: 'no-such-link',
      name: 'Eve',
      email: 'eve@evil.example',
      password: 'a long enough one',
    }),
  },
  'join.signIn': { type: 'mutation', input: () => ({ token: 'no-such-link' }) },
};
