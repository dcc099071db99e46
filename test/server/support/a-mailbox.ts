/** As much of IMAP as a reader of one mailbox needs, on a port of its own: mails put in by hand, flags as they were set. */
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

export type AMailbox = {
  url: string;
  mails: { uid: number; source: string; flags: Set<string> }[];
  put(source: string): number;
  flagsOf(uid: number): string[];
  /** The next connections are cut when this has been said: `STORE` before a flag is kept. */
  cutAt: string | null;
  close(): Promise<void>;
};

export const USER = { name: 'desk', password: 'let me in' };

export async function aMailbox(): Promise<AMailbox> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    socket.write('* OK [CAPABILITY IMAP4rev1] ready\r\n');
    let rest = '';
    socket.on('data', (bytes) => {
      rest += bytes.toString('latin1');
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        answer(socket, line);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const box: AMailbox = {
    url: `imap://${USER.name}:${encodeURIComponent(USER.password)}@127.0.0.1:${(server.address() as AddressInfo).port}/INBOX`,
    mails: [],
    cutAt: null,
    put(source) {
      const uid = box.mails.length + 1;
      box.mails.push({ uid, source: source.replaceAll(/\r?\n/g, '\r\n'), flags: new Set() });
      return uid;
    },
    flagsOf: (uid) => [...box.mails.find((mail) => mail.uid === uid)!.flags].toSorted(),
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };

  function answer(socket: Socket, line: string): void {
    const [tag = '', ...words] = line.split(' ');
    const said = words.join(' ');
    if (box.cutAt && said.includes(box.cutAt)) {
      box.cutAt = null;
      return void socket.destroy();
    }
    const lines = untagged(said);
    socket.write(lines === null ? `${tag} NO not so\r\n` : `${lines.join('')}${tag} OK done\r\n`, 'latin1');
    if (/^LOGOUT/i.test(said)) socket.end();
  }

  function untagged(said: string): string[] | null {
    const [, verb = '', rest = ''] = /^((?:UID )?\w+) ?(.*)$/i.exec(said) ?? [];
    switch (verb.toUpperCase()) {
      case 'CAPABILITY':
        return ['* CAPABILITY IMAP4rev1\r\n'];
      case 'LOGIN':
        return rest.replaceAll('"', '') === `${USER.name} ${USER.password}` ? [] : null;
      case 'LIST':
      case 'LSUB':
        return ['* LIST () "/" "INBOX"\r\n'];
      case 'SELECT':
        return [
          `* FLAGS (\\Seen \\Flagged)\r\n* ${box.mails.length} EXISTS\r\n* 0 RECENT\r\n`,
          '* OK [PERMANENTFLAGS (\\Seen \\Flagged)] ok\r\n* OK [UIDVALIDITY 1] ok\r\n* OK [UIDNEXT 1000] ok\r\n',
        ];
      case 'UID SEARCH':
        return [
          `* SEARCH ${box.mails
            .filter(({ flags }) => !flags.has('\\Seen'))
            .map(({ uid }) => uid)
            .join(' ')}\r\n`,
        ];
      case 'UID FETCH': {
        const mail = mailOf(rest);
        if (!mail) return [];
        const { uid, source } = mail;
        const body = /BODY/i.test(rest) ? ` BODY[] {${source.length}}\r\n${source}` : '';
        return [`* ${uid} FETCH (UID ${uid} RFC822.SIZE ${source.length}${body})\r\n`];
      }
      case 'UID STORE': {
        const mail = mailOf(rest);
        for (const flag of rest.match(/\\\w+/g) ?? []) mail?.flags.add(flag);
        return [];
      }
      default:
        return [];
    }
  }
  const mailOf = (rest: string) => box.mails.find(({ uid }) => uid === Number(/^\d+/.exec(rest)?.[0]));
  return box;
}
