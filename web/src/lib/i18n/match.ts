/** Words of matching: the list, its filters, a creator's page. */
import { part } from "./index";
import { tr } from "./match/tr";

export type MatchTexts = typeof tr;

export const useMatchT = part("match", tr);
