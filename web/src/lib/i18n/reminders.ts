/** Words of reminders (push) and of the use of storage, both in the settings. */
import { part } from "./index";
import { tr } from "./reminders/tr";

export type RemindersTexts = typeof tr;

export const useRemindersT = part("reminders", tr);
