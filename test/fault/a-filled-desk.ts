/** A data folder with what clients were told is in it: files too, and a log of the database that is not folded back yet. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { databaseIn } from '../../server/data-dir.ts';
import type { Intent } from './a-client.ts';
import { aServer } from './a-server.ts';
import { anInstallation, type Installation } from './installation.ts';
import { clientsOf } from './kill.ts';

export type ACopy = Pick<Installation, 'database' | 'env' | 'dataDir' | 'siteKeys'>;

export type AFilledDesk = {
  intents: readonly Intent[];
  /** `killed`: as SIGKILL leaves it, with its log; `stopped`: all is in the one file. */
  copyOf(which: 'killed' | 'stopped'): Promise<ACopy & { remove(): Promise<void> }>;
  remove(): Promise<void>;
};

export async function aFilledDesk(asked: { acknowledged: number; seed: number }): Promise<AFilledDesk> {
  const installation = await anInstallation('sqlite');
  const folder = await mkdtemp(join(tmpdir(), 'filled-'));
  const remove = async () => {
    await installation.remove();
    await rm(folder, { recursive: true, force: true });
  };
  const server = await aServer(installation);
  const kept = (which: string) => join(folder, which);
  let copies = 0;
  try {
    const clients = clientsOf(installation, { bases: [server.base], seed: asked.seed });
    await server.start();
    const running = Promise.all(clients.map((client) => client.run()));
    const done = () => clients.flatMap(({ intents }) => intents).filter((each) => each.acknowledged).length;
    while (done() < asked.acknowledged) await after(20);
    for (const client of clients) client.stop();
    await running;
    await server.kill();
    await cp(installation.dataDir, kept('killed'), { recursive: true });
    await server.start();
    await server.stop();
    await cp(installation.dataDir, kept('stopped'), { recursive: true });

    return {
      intents: clients.flatMap(({ intents }) => intents),
      async copyOf(which) {
        const dataDir = join(folder, `copy-${copies++}`);
        await cp(kept(which), dataDir, { recursive: true });
        return {
          dataDir,
          database: { file: databaseIn(dataDir) },
          env: { ...installation.env, DATA_DIR: dataDir },
          siteKeys: installation.siteKeys,
          remove: () => rm(dataDir, { recursive: true, force: true }),
        };
      },
      remove,
    };
  } catch (cause) {
    await server.kill();
    await remove();
    throw cause;
  }
}
