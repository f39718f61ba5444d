/** Words of the vault's files: folders, selection, versions, links, the whole vault, the trash, and the page of a shared link. */
import { tr } from "./files/tr";
import { part } from "./index";

export type FilesTexts = typeof tr;

export const useFilesT = part("files", tr);
