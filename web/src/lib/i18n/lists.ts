/** Words of shortlists, their report, saved searches, and the companies that fit an influencer. */
import { part } from "./index";
import { tr } from "./lists/tr";

export type ListsTexts = typeof tr;

export const useListsT = part("lists", tr);
