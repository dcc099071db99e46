/** Once this has come back, the file is on the disk; of a folder, that what is in it is there under its name. */
import { open } from 'node:fs/promises';

export async function synced(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
