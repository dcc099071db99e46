/**
 * A Kysely whose transactions are run again when another was in the way or the connection went before the commit. What
 * runs in a transaction therefore touches nothing but the database.
 */
import { Kysely, type KyselyConfig, type Transaction, type TransactionBuilder } from 'kysely';
import { again } from './again.ts';

export class RetryingKysely<DB> extends Kysely<DB> {
  // oxlint-disable-next-line no-useless-constructor -- Kysely's own is overloaded; this one takes a dialect alone
  constructor(config: KyselyConfig) {
    super(config);
  }

  override transaction(): TransactionBuilder<DB> {
    return retrying(super.transaction());
  }
}

function retrying<DB>(inner: TransactionBuilder<DB>): TransactionBuilder<DB> {
  const outer = {
    setAccessMode: (mode: Parameters<typeof inner.setAccessMode>[0]) => retrying(inner.setAccessMode(mode)),
    setIsolationLevel: (level: Parameters<typeof inner.setIsolationLevel>[0]) =>
      retrying(inner.setIsolationLevel(level)),
    execute: <T>(work: (tx: Transaction<DB>) => Promise<T>) =>
      again(
        () => inner.execute(work),
        (failure) => failure !== 'overloaded',
      ),
  };
  // TransactionBuilder is a class with private parts; these three are all there is of it.
  return outer as unknown as TransactionBuilder<DB>;
}
