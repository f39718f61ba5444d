/** Phone writing and the code step, without React. The server parses numbers for good; this only keeps typing pleasant. */
import { CALLING_CODES, type Country } from "./countries";

export const CODE_LENGTH = 6;

/** Numbers that share a calling code are offered under the first of these. */
const PREFERRED: Readonly<Record<string, Country>> = { "1": "US", "7": "RU" };
const MAX_DIGITS = 15; // E.164
const MIN_NATIONAL = 6;
/** Countries whose national numbers keep their leading zero. */
const KEEPS_ZERO: ReadonlySet<Country> = new Set(["IT"]);

export type PhoneDraft = { country: Country; national: string };

const digitsOf = (text: string): string => text.replace(/[^0-9]/g, "");

const countryOf = (digits: string): Country | undefined => {
  const matches = (Object.entries(CALLING_CODES) as [Country, string][]).filter(([, code]) =>
    digits.startsWith(code),
  );
  const longest = Math.max(0, ...matches.map(([, code]) => code.length));
  const code = digits.slice(0, longest);
  return PREFERRED[code] ?? matches.find(([, candidate]) => candidate === code)?.[0];
};

/** What was typed or pasted as a draft: "+49 170…" and "0090 532…" also choose the country. */
export function readPhone(text: string, country: Country): PhoneDraft {
  const trimmed = text.trim();
  const digits = digitsOf(trimmed).slice(0, MAX_DIGITS + 2);
  const international = trimmed.startsWith("+") ? digits : digits.startsWith("00") ? digits.slice(2) : null;
  if (international === null) return { country, national: group(digits, country) };
  const found = countryOf(international);
  if (!found) return { country, national: trimmed.startsWith("+") ? `+${international}` : digits };
  const sameCode = CALLING_CODES[found] === CALLING_CODES[country] ? country : found;
  return { country: sameCode, national: group(international.slice(CALLING_CODES[found].length), sameCode) };
}

const chunk = (digits: string, sizes: readonly number[]): string => {
  const parts: string[] = [];
  let rest = digits;
  for (const size of sizes) {
    if (rest) parts.push(rest.slice(0, size));
    rest = rest.slice(size);
  }
  if (rest) parts.push(rest);
  return parts.join(" ");
};

/** "532 123 45 67" in Turkey (with a typed 0: "0532 123 45 67"), threes elsewhere. */
function group(digits: string, country: Country): string {
  if (country === "TR") return chunk(digits, digits.startsWith("0") ? [4, 3, 2, 2] : [3, 3, 2, 2]);
  return chunk(digits, [3, 3, 3, 3]);
}

/** E.164, or null while the number is too short to be one. */
export function toE164({ country, national }: PhoneDraft): string | null {
  const digits = digitsOf(national);
  const significant = KEEPS_ZERO.has(country) ? digits : digits.replace(/^0+/, "");
  const whole = CALLING_CODES[country] + significant;
  return significant.length >= MIN_NATIONAL && whole.length <= MAX_DIGITS ? `+${whole}` : null;
}

/** "+90 532 123 45 67", for the person who typed it. */
export const displayPhone = (draft: PhoneDraft): string =>
  `+${CALLING_CODES[draft.country]} ${group(digitsOf(draft.national).replace(/^0+/, ""), draft.country)}`;

/** Pasting "Kodunuz: 123 456" gives 123456. */
export const readCode = (text: string): string => digitsOf(text).slice(0, CODE_LENGTH);

/** The code step as it is kept between visits: moments in ms, never the code. */
export type Attempt = { challengeId: string; to: PhoneDraft; expiresAt: number; resendAt: number };

export const toAttempt = (
  challenge: { challenge_id: string; expires_in: number; resend_in: number },
  to: PhoneDraft,
  now: number,
): Attempt => ({
  challengeId: challenge.challenge_id,
  to,
  expiresAt: now + challenge.expires_in * 1000,
  resendAt: now + challenge.resend_in * 1000,
});

/** After these answers the code cannot become right any more. */
export const endsAttempt = (code: string): boolean => code === "challenge_gone" || code === "not_found";
