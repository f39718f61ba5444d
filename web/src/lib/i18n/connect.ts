/** Words of connections and the TikTok report. */
import { tr } from "./connect/tr";
import { part } from "./index";

export type ConnectTexts = typeof tr;

export const useConnectT = part("connect", tr);
