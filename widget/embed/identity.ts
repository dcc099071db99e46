/** Asks the licensee's backend for an identity token; null where nobody is signed in. */
export type TokenGiver = () => Promise<string | null> | string | null;

/** One object for each time the page has said who it is: a new one is a new person, even with the same function. */
export type Identity = { getToken?: TokenGiver };

type Hearer = (identity: Identity) => void;

let identity: Identity = {};
const hearers = new Set<Hearer>();

export function tellIdentity(next: Identity): void {
  identity = next;
  for (const hear of hearers) hear(next);
}

/** Now, and whenever it changes. */
export function hearIdentity(hear: Hearer): void {
  hearers.add(hear);
  hear(identity);
}
