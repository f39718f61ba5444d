/**
 * Which network is this, as far as the browser says? Chrome on Android and ChromeOS tell; Safari, Firefox and Chrome on other
 * desktops do not, and then it is unknown: never guessed.
 */
import type { Network } from "./rules";

/** The part of the Network Information API (wicg.github.io/netinfo) that is read. */
export type Connection = {
  readonly type?: string;
  readonly saveData?: boolean;
  readonly addEventListener?: (type: "change", notify: () => void) => void;
};

/** A cable costs no more than Wi-Fi; Bluetooth and WiMAX lead to somebody's mobile contract. */
const NETWORKS: ReadonlyMap<string | undefined, Network> = new Map([
  ["wifi", "wifi"],
  ["ethernet", "wifi"],
  ["cellular", "mobile"],
  ["bluetooth", "mobile"],
  ["wimax", "mobile"],
  ["none", "offline"],
]);

export const networkOf = (online: boolean, connection: Connection | undefined): Network =>
  online ? (NETWORKS.get(connection?.type) ?? "unknown") : "offline";

export const savesData = (connection: Connection | undefined): boolean => connection?.saveData === true;

/** Of this browser; undefined where it has no such thing. */
export const connectionOf = (browser: Navigator): Connection | undefined =>
  (browser as Navigator & { readonly connection?: Connection }).connection;
