/**
 * Where the small pictures are that this device has seen, without their signatures: those end, while the picture does not change, and
 * the service worker has it under its path (sw/pictures.ts).
 */
import { readSeen, writeSeen } from "@/lib/seenStore";

type Addresses = Record<string, string>;

const KEY = "pictures";
/** Some 150 characters each. */
const MOST = 2500;

let known: { account: string; addresses: Promise<Addresses> } | null = null;
const fresh = new Map<string, string>();

const load = (account: string): Promise<Addresses> => {
  if (known?.account !== account) {
    const addresses = readSeen(account, KEY).then((seen) => (seen?.data as Addresses) ?? {});
    known = { account, addresses };
  }
  return known.addresses;
};

export const noteAddress = (picture: string, url: string): void => {
  fresh.set(picture, url.split("?")[0] ?? url);
};

export const findAddress = async (account: string, picture: string): Promise<string | undefined> =>
  fresh.get(picture) ?? (await load(account))[picture];

/** The newest stay. */
export async function keepAddresses(account: string): Promise<void> {
  const all = await load(account);
  const added = [...fresh].filter(([picture, path]) => all[picture] !== path);
  fresh.clear();
  if (added.length === 0) return;
  const merged = Object.fromEntries([...Object.entries(all), ...added].slice(-MOST));
  known = { account, addresses: Promise.resolve(merged) };
  await writeSeen(account, KEY, { data: merged, at: Date.now() });
}

export function forgetAddresses(): void {
  known = null;
  fresh.clear();
}
