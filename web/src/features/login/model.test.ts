import { describe, expect, test } from "vitest";
import { CALLING_CODES, countryOptions } from "./countries";
import { displayPhone, endsAttempt, readCode, readPhone, toAttempt, toE164 } from "./model";

describe("typing a number", () => {
  test.each([
    ["5321234567", "532 123 45 67", "+905321234567"],
    ["0532 123 45 67", "0532 123 45 67", "+905321234567"],
    ["+90 532 123 45 67", "532 123 45 67", "+905321234567"],
    ["0090 5321234567", "532 123 45 67", "+905321234567"],
    ["(532) 123-45-67", "532 123 45 67", "+905321234567"],
  ])("%s is shown as %s and sent as %s", (typed, shown, sent) => {
    const draft = readPhone(typed, "TR");
    expect(draft).toEqual({ country: "TR", national: shown });
    expect(toE164(draft)).toBe(sent);
  });

  test("a pasted foreign number chooses its country", () => {
    const draft = readPhone("+49 170 1234567", "TR");
    expect(draft.country).toBe("DE");
    expect(toE164(draft)).toBe("+491701234567");
  });

  test("a country that shares its code stays chosen", () =>
    expect(readPhone("+1 416 555 0100", "CA").country).toBe("CA"));

  test("a plus with no known code is kept as it was typed", () =>
    expect(readPhone("+0", "TR").national).toBe("+0"));

  test("reading what was shown changes nothing, digit by digit", () => {
    let shown = "";
    for (const digit of "05321234567") shown = readPhone(shown + digit, "TR").national;
    expect(shown).toBe("0532 123 45 67");
    expect(readPhone(shown, "TR").national).toBe(shown);
  });

  test.each(["", "532", "0", "+90"])("%s is not a number yet", (typed) =>
    expect(toE164(readPhone(typed, "TR"))).toBeNull(),
  );

  test("more digits than E.164 allows are no number", () =>
    expect(toE164({ country: "TR", national: "53212345678901234" })).toBeNull());

  test("the next step shows the whole number", () =>
    expect(displayPhone({ country: "TR", national: "0532 123 45 67" })).toBe("+90 532 123 45 67"));
});

test("countries are named in the language, Türkiye first", () => {
  const options = countryOptions("tr");
  expect(options[0]?.label).toBe("Türkiye (+90)");
  expect(options).toHaveLength(Object.keys(CALLING_CODES).length);
  expect(options.find((option) => option.country === "DE")?.label).toBe("Almanya (+49)");
});

test("a code is found in what a keyboard or a message gives", () => {
  expect(readCode("123 456")).toBe("123456");
  expect(readCode("Kodunuz: 123456.")).toBe("123456");
  expect(readCode("1234567")).toBe("123456");
  expect(readCode("abc")).toBe("");
});

const to = { country: "TR", national: "532 123 45 67" } as const;

test("an attempt keeps moments, not durations", () =>
  expect(toAttempt({ challenge_id: "c", expires_in: 120, resend_in: 30 }, to, 1000)).toEqual({
    challengeId: "c",
    to,
    expiresAt: 121_000,
    resendAt: 31_000,
  }));

test("only a dead challenge ends the attempt", () => {
  expect(endsAttempt("challenge_gone")).toBe(true);
  expect(endsAttempt("code_invalid")).toBe(false);
});
