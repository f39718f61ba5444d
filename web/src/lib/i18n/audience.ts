/** Words of an audience: dimensions, buckets, states, metrics. */
import { tr } from "./audience/tr";
import { part } from "./index";

export type AudienceTexts = typeof tr;

export const useAudienceT = part("audience", tr);
