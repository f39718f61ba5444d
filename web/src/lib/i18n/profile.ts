/** Words of the profile and of the audiences that a company names. */
import { part } from "./index";
import { tr } from "./profile/tr";

export type ProfileTexts = typeof tr;

export const useProfileT = part("profile", tr);
