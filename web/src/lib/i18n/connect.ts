/** Words of roles, connections, the TikTok report and the deletion page. */
import { tr } from "./connect/tr";
import { part } from "./part";

export type ConnectTexts = typeof tr;

export const useConnectT = part(tr, () => import("./connect/en").then(({ en }) => en));
