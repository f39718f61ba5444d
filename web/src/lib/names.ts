/** Names of countries and languages in the reader's language, from the browser's own data. Pure. */
import type { Language } from "./preferences";

const known = new Map<string, Intl.DisplayNames>();

const names = (type: "region" | "language", language: Language): Intl.DisplayNames => {
  const key = `${type} ${language}`;
  const found = known.get(key) ?? new Intl.DisplayNames(language, { type, fallback: "code" });
  known.set(key, found);
  return found;
};

/** The code itself where there is no name for it, or where it is none. */
const nameOf = (type: "region" | "language", code: string, language: Language): string => {
  try {
    return names(type, language).of(code) ?? code;
  } catch {
    return code;
  }
};

/** "TR" -> "Türkiye"; XK (Kosovo) is in the browsers' data too. */
export const countryName = (code: string, language: Language): string => nameOf("region", code, language);

/** "tr" -> "Türkçe" */
export const languageName = (code: string, language: Language): string => nameOf("language", code, language);

/** ISO 3166-1 alpha-2, and XK: what an audience can be counted by. */
const COUNTRIES =
  "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW".split(
    " ",
  );

/** Every country with its name, in the order of the reader's alphabet. */
export const countries = (language: Language): { code: string; name: string }[] =>
  COUNTRIES.map((code) => ({ code, name: countryName(code, language) })).sort((a, b) =>
    a.name.localeCompare(b.name, language),
  );

/** Languages that creators post in most; others are found by country. */
export const LANGUAGES = "tr en de ar es fr it nl pt ru az fa hi id ja ko pl ro sv uk".split(" ");
