/** What every fault is asked and what it says in the end. */
export type DatabaseName = 'sqlite' | 'postgres';

export type Asked = {
  length: 'short' | 'long';
  seed: number;
  /** Null: whatever the fault is for. */
  database: DatabaseName | null;
  /** For `kill`. */
  kills: number | null;
  /** For `soak`. */
  hours: number | null;
};

export type Outcome = {
  /** One line of figures. */
  held: string;
  /** What did not hold; empty when all of it did. */
  problems: readonly string[];
};

export type Fault = { does: string; run(asked: Asked): Promise<Outcome> };
