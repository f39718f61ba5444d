/** Words of the upload rules: where they are set, and where they hold something back. */
import { tr } from "./backup/tr";
import { part } from "./index";

export type BackupTexts = typeof tr;

export const useBackupT = part("backup", tr);
