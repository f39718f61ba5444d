/** Words of ZIP files: how far they are, and what can be had of them. */
import { tr } from "./archives/tr";
import { part } from "./index";

export type ArchivesTexts = typeof tr;

export const useArchivesT = part("archives", tr);
