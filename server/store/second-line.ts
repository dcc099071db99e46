/** The second line as the store knows it: channels and members of departments, links, buttons, and which questions are open. */
import type { Instant } from '../../shared/instant.ts';
import type { Language } from '../../shared/ticket.ts';
import type { FaultCode } from '../../shared/delivery-fault.ts';
import type { Topic } from '../domain/regulation.ts';
import type { EscalationId } from '../domain/second-line/event.ts';
import { awaitsDepartment } from '../domain/second-line/escalation.ts';
import type { TicketId } from '../domain/ticket/event.ts';
import type { Ticket } from '../domain/ticket/ticket.ts';
import type {
  Db,
  DepartmentChannelTable,
  DepartmentMemberTable,
  EscalationButtonTable,
  EscalationLinkTable,
  EscalationTable,
} from './schema.ts';
import { sweepRows } from './in-pieces.ts';
import { yesNo } from './schema.ts';

export type DepartmentChannel = {
  id: string;
  /** `departmentKey` of the regulation's department. */
  department: string;
  kind: 'mattermost_channel' | 'mattermost_webhook' | 'email';
  /** A channel's id, an address; of a webhook only its host, for the secret is in its path. */
  target: string;
  /** The webhook's whole address, sealed before it comes here. */
  sealed: string | null;
  language: Language;
  createdAt: Instant;
};

export type DepartmentMember = {
  id: string;
  department: string;
  name: string;
  mattermostUserId: string | null;
  /** Lower case. */
  email: string | null;
  disabled: boolean;
  createdAt: Instant;
};

export type EscalationLink = {
  id: string;
  tokenHash: string;
  /** `page`: opens the department's page; `reply`: stands in an address that answers by mail go to. */
  purpose: 'page' | 'reply';
  ticketId: TicketId;
  escalationId: EscalationId;
  /** A member's id, or a channel's where it went to more than one reader. */
  holder: string;
  createdAt: Instant;
  expiresAt: Instant;
  revokedAt: Instant | null;
};

export type EscalationButton = {
  tokenHash: string;
  ticketId: TicketId;
  escalationId: EscalationId;
  act: 'take' | 'answer' | 'hand_back';
  /** It stands on the first post of the question's thread in this channel, and on no other. */
  channelId: string;
  createdAt: Instant;
  expiresAt: Instant;
  usedAt: Instant | null;
};

export type SecondLine = {
  channels(): Promise<DepartmentChannel[]>;
  channel(id: string): Promise<DepartmentChannel | null>;
  addChannel(channel: DepartmentChannel): Promise<void>;
  removeChannel(id: string): Promise<boolean>;
  members(): Promise<DepartmentMember[]>;
  putMember(member: DepartmentMember): Promise<void>;
  addLink(link: EscalationLink): Promise<void>;
  linkByHash(tokenHash: string): Promise<EscalationLink | null>;
  revokeLinks(escalationId: EscalationId, at: Instant): Promise<void>;
  addButton(button: EscalationButton): Promise<void>;
  buttonByHash(tokenHash: string): Promise<EscalationButton | null>;
  /** True for the one that used it. */
  useButton(tokenHash: string, at: Instant): Promise<boolean>;
  /** Questions that are not over, the oldest first; `awaits`: only those where the department has the move. */
  open(which: 'all' | 'awaits'): Promise<{ ticketId: TicketId; escalationId: EscalationId; topic: Topic }[]>;
  /** What became of a test message; null for any other notice. */
  testOutcome(noticeId: string): Promise<{
    state: 'waiting' | 'sent' | 'skipped' | 'given_up';
    fault: { code: FaultCode; text: string } | null;
  } | null>;
  sweep(before: Instant): Promise<void>;
};

const channelOf = (row: DepartmentChannelTable): DepartmentChannel => ({
  id: row.id,
  department: row.department,
  kind: row.kind,
  target: row.target,
  sealed: row.sealed,
  language: row.language,
  createdAt: row.created_at,
});

const memberOf = (row: DepartmentMemberTable): DepartmentMember => ({
  id: row.id,
  department: row.department,
  name: row.name,
  mattermostUserId: row.mattermost_user_id,
  email: row.email,
  disabled: row.disabled === 1,
  createdAt: row.created_at,
});

const linkOf = (row: EscalationLinkTable): EscalationLink => ({
  id: row.id,
  tokenHash: row.token_hash,
  purpose: row.purpose,
  ticketId: row.ticket_id,
  escalationId: row.escalation_id,
  holder: row.holder,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  revokedAt: row.revoked_at,
});

const buttonOf = (row: EscalationButtonTable): EscalationButton => ({
  tokenHash: row.token_hash,
  ticketId: row.ticket_id,
  escalationId: row.escalation_id,
  act: row.act,
  channelId: row.channel_id,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  usedAt: row.used_at,
});

export function secondLine(db: Db): SecondLine {
  return {
    async channels() {
      const rows = await db
        .selectFrom('department_channel')
        .selectAll()
        .orderBy('department')
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      return rows.map(channelOf);
    },
    async channel(id) {
      const row = await db
        .selectFrom('department_channel')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst();
      return row ? channelOf(row) : null;
    },
    async addChannel({ createdAt, ...channel }) {
      await db
        .insertInto('department_channel')
        .values({ ...channel, created_at: createdAt })
        .execute();
    },
    async removeChannel(id) {
      const gone = await db.deleteFrom('department_channel').where('id', '=', id).executeTakeFirst();
      return gone.numDeletedRows === 1n;
    },

    async members() {
      const rows = await db
        .selectFrom('department_member')
        .selectAll()
        .orderBy('department')
        .orderBy('name')
        .orderBy('id')
        .execute();
      return rows.map(memberOf);
    },
    async putMember({ id, department, name, mattermostUserId, email, disabled, createdAt }) {
      const row = {
        department,
        name,
        mattermost_user_id: mattermostUserId,
        email,
        disabled: yesNo(disabled),
      };
      await db
        .insertInto('department_member')
        .values({ id, ...row, created_at: createdAt })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute();
    },

    async addLink(link) {
      await db
        .insertInto('escalation_link')
        .values({
          id: link.id,
          token_hash: link.tokenHash,
          purpose: link.purpose,
          ticket_id: link.ticketId,
          escalation_id: link.escalationId,
          holder: link.holder,
          created_at: link.createdAt,
          expires_at: link.expiresAt,
          revoked_at: link.revokedAt,
        })
        .execute();
    },
    async linkByHash(tokenHash) {
      const row = await db
        .selectFrom('escalation_link')
        .selectAll()
        .where('token_hash', '=', tokenHash)
        .executeTakeFirst();
      return row ? linkOf(row) : null;
    },
    async revokeLinks(escalationId, at) {
      await db
        .updateTable('escalation_link')
        .set({ revoked_at: at })
        .where('escalation_id', '=', escalationId)
        .where('revoked_at', 'is', null)
        .execute();
    },

    async addButton(button) {
      await db
        .insertInto('escalation_button')
        .values({
          token_hash: button.tokenHash,
          ticket_id: button.ticketId,
          escalation_id: button.escalationId,
          act: button.act,
          channel_id: button.channelId,
          created_at: button.createdAt,
          expires_at: button.expiresAt,
          used_at: button.usedAt,
        })
        .execute();
    },
    async buttonByHash(tokenHash) {
      const row = await db
        .selectFrom('escalation_button')
        .selectAll()
        .where('token_hash', '=', tokenHash)
        .executeTakeFirst();
      return row ? buttonOf(row) : null;
    },
    async useButton(tokenHash, at) {
      const used = await db
        .updateTable('escalation_button')
        .set({ used_at: at })
        .where('token_hash', '=', tokenHash)
        .where('used_at', 'is', null)
        .executeTakeFirst();
      return used.numUpdatedRows === 1n;
    },

    async open(which) {
      const rows = await db
        .selectFrom('escalation')
        .select(['ticket_id', 'id', 'topic'])
        .where('ended', '=', 0)
        .$if(which === 'awaits', (qb) => qb.where('awaits', '=', 1))
        .orderBy('asked_at')
        .orderBy('id')
        .execute();
      return rows.map((row) => ({ ticketId: row.ticket_id, escalationId: row.id, topic: row.topic }));
    },

    async testOutcome(noticeId) {
      const row = await db
        .selectFrom('outbox')
        .select(['state', 'fault', 'fault_code'])
        .where('id', '=', noticeId)
        .where('kind', '=', 'channel_test')
        .executeTakeFirst();
      if (!row) return null;
      const { state, fault_code: code, fault } = row;
      return { state, fault: code && { code, text: fault ?? '' } };
    },

    async sweep(before) {
      const button = { from: 'escalation_button', key: ['token_hash'], time: 'expires_at' } as const;
      await sweepRows(db, button, before);
      await sweepRows(db, { from: 'escalation_link', key: ['id'], time: 'expires_at' }, before);
    },
  };
}

/** Inside the commit: the rows by which open questions are found, made from the ticket and from nothing else. */
/** What is kept of a ticket's questions to departments, made from it and from nothing else. */
export const escalationRows = (ticket: Ticket): EscalationTable[] =>
  ticket.escalations.map((escalation) => ({
    id: escalation.id,
    ticket_id: ticket.id,
    topic: escalation.topic,
    asked_at: escalation.askedAt,
    ended: yesNo(escalation.ended !== null),
    awaits: yesNo(awaitsDepartment(escalation)),
  }));

export async function putEscalations(tx: Db, ticket: Ticket): Promise<void> {
  for (const row of escalationRows(ticket)) {
    const { ended, awaits } = row;
    await tx
      .insertInto('escalation')
      .values(row)
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ ended, awaits }))
      .execute();
  }
}
