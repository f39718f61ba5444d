/** Words of what is on its way: the card that tells of it, and the sheet with all of it. */
import { part } from "./index";
import { tr } from "./sending/tr";

export type SendingTexts = typeof tr;

export const useSendingT = part("sending", tr);
