/**
 * Who may call what: the whole API on one screen. A procedure without a row here answers nobody, and does not compile.
 *
 * `anyone` has no session yet; what it may do is checked by the procedure itself, from the site key and the origin.
 * `invited` has a one-time link, opened in our own page.
 * `reader` is a manager or an administrator: managers read the administration and change nothing in it.
 * `manager` is the same two, for what managers decide: who works when.
 */
export type Access = 'anyone' | 'invited' | 'client' | 'staff' | 'reader' | 'manager' | 'administrator';

/** What opens doors to others, or cannot be taken back: asked for with a password that was given a short while ago (ASVS 7.5.1). */
export const NEEDS_PASSWORD: ReadonlySet<string> = new Set([
  'admin.createSite',
  'admin.updateSite',
  'admin.createIdentityKey',
  'admin.retireIdentityKey',
  'admin.revokeIdentityKey',
  'admin.inviteStaff',
  'admin.renewAccess',
  'secondLine.addChannel',
  'secondLine.removeChannel',
  'privacy.erase',
] satisfies ProcedurePath[]);

export const ACCESS = {
  'customer.config': 'anyone',
  'customer.openSession': 'anyone',
  'customer.closeSession': 'client',
  'customer.desk': 'client',
  'customer.tickets': 'client',
  'customer.unread': 'client',
  'customer.ticket': 'client',
  'customer.submit': 'client',
  'customer.reply': 'client',
  'customer.act': 'client',
  'customer.rate': 'client',
  'customer.seen': 'client',
  'customer.fileLink': 'client',
  'customer.setMail': 'client',

  'staff.me': 'staff',
  'staff.account': 'staff',
  'staff.setPresence': 'staff',
  'staff.queue': 'staff',
  'staff.counts': 'staff',
  'staff.ticket': 'staff',
  'staff.reply': 'staff',
  'staff.note': 'staff',
  'staff.act': 'staff',
  'staff.assign': 'staff',
  'staff.estimate': 'staff',
  'staff.promise': 'staff',
  'staff.correct': 'staff',
  'staff.effect': 'staff',
  'staff.register': 'staff',
  'staff.people': 'staff',
  'staff.colleagues': 'staff',
  'staff.licenseeNames': 'staff',
  'staff.calendar': 'staff',
  'staff.regulation': 'staff',

  'roster.view': 'staff',
  'roster.setShifts': 'manager',
  'roster.copy': 'manager',
  'roster.recordAbsence': 'manager',
  'roster.removeAbsence': 'manager',
  'roster.handBack': 'manager',

  'board.now': 'staff',

  'reports.month': 'reader',
  'reports.trend': 'reader',
  'reports.mine': 'staff',

  'privacy.person': 'administrator',
  'privacy.erase': 'administrator',
  'privacy.setRetention': 'administrator',
  'privacy.audit': 'administrator',

  'consent.ofSite': 'reader',
  'consent.ask': 'administrator',
  'consent.stopAsking': 'administrator',
  'consent.ofTicket': 'staff',

  'admin.licensees': 'reader',
  'admin.licensee': 'reader',
  'admin.createLicensee': 'administrator',
  'admin.updateLicensee': 'administrator',
  'admin.products': 'reader',
  'admin.createProduct': 'administrator',
  'admin.updateProduct': 'administrator',
  'admin.licenseProducts': 'administrator',
  'admin.createSite': 'administrator',
  'admin.updateSite': 'administrator',
  'admin.createIdentityKey': 'administrator',
  'admin.retireIdentityKey': 'administrator',
  'admin.revokeIdentityKey': 'administrator',
  'admin.endSessions': 'administrator',
  'admin.staff': 'reader',
  'admin.inviteStaff': 'administrator',
  'admin.updateStaff': 'administrator',
  'admin.renewAccess': 'administrator',

  'rules.overview': 'reader',
  'rules.saveDraft': 'administrator',
  'rules.dropDraft': 'administrator',
  'rules.effect': 'reader',
  'rules.ledgers': 'reader',
  'rules.putInForce': 'administrator',
  'rules.takeBack': 'administrator',
  'rules.versions': 'reader',
  'rules.replay': 'reader',
  'rules.years': 'reader',
  'rules.readCalendar': 'reader',
  'notices.mine': 'staff',
  'notices.setMine': 'staff',
  'secondLine.topics': 'staff',
  'secondLine.ofTicket': 'staff',
  'secondLine.open': 'staff',
  'secondLine.escalate': 'staff',
  'secondLine.ask': 'staff',
  'secondLine.close': 'staff',
  'secondLine.quote': 'staff',
  'secondLine.settings': 'reader',
  'secondLine.addChannel': 'administrator',
  'secondLine.removeChannel': 'administrator',
  'secondLine.putMember': 'administrator',
  'secondLine.testChannel': 'administrator',
  'secondLine.tested': 'administrator',

  'delivery.board': 'reader',
  'delivery.ofTicket': 'staff',
  'delivery.sendAgain': 'reader',
  'delivery.sendAllAgain': 'reader',
  'delivery.test': 'administrator',

  'join.invitation': 'invited',
  'join.acceptInvitation': 'invited',
  'join.signIn': 'invited',
} as const satisfies Record<string, Access>;

export type ProcedurePath = keyof typeof ACCESS;
