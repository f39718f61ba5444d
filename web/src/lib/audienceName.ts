import type { MatchTexts } from "./i18n/match";

/** Saved ones are called as their owner calls them; those that come from Google Analytics by themselves have our name. */
export const audienceName = ({ id, name }: { id: string; name: string }, t: MatchTexts): string =>
  t.audience.given[id] ?? name;
