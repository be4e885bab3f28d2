// Pages that this device keeps to open them without a signal. Each is kept for one account: signed in as another, or signed out,
// they are gone.

const PREFIX = "safety-portal-pages";

export const cacheOf = (account, scope) => `${PREFIX} ${account} ${scope}`;
const isOurs = (name) => name.startsWith(`${PREFIX} `);
const isOf = (name, account) => name.startsWith(`${PREFIX} ${account} `);

// Drops what is kept for other accounts; for all, where `account` is null.
export async function dropPagesOfOthers(account, kept = globalThis.caches) {
  if (!kept) return;
  const names = (await kept.keys()).filter((name) => isOurs(name) && !(account && isOf(name, account)));
  await Promise.all(names.map((name) => kept.delete(name)));
}
