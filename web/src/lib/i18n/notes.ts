/** Words of the notes. */
import { part } from "./index";
import { tr } from "./notes/tr";

export type NotesTexts = typeof tr;

export const useNotesT = part("notes", tr);
