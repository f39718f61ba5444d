/** Words of an audience: dimensions, buckets, states, metrics. */
import { tr } from "./audience/tr";
import { part } from "./part";

export type AudienceTexts = typeof tr;

export const useAudienceT = part(tr, () => import("./audience/en").then(({ en }) => en));
