/** The thread that looks through a large database while the server runs: a connection of its own, which writes nothing. */
import { parentPort, workerData } from 'node:worker_threads';
import { connect } from './connect.ts';
import { isDamage, whatIsWrong } from './damage.ts';

const file = workerData as string;

function look(): string | null {
  const connection = connect(file, { readOnly: true });
  try {
    return whatIsWrong(connection);
  } catch (cause) {
    if (isDamage(cause)) return cause.message;
    throw cause;
  } finally {
    connection.close();
  }
}

parentPort?.postMessage(look());
