// @vitest-environment node
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { en } from "@/lib/i18n/connect/en";
import { tr } from "@/lib/i18n/connect/tr";
import { CONSENT_WORDING } from "./model";

/** Versions of the wording, each with what it said. Add one for other words; never change one: people agreed to it. */
const AGREED: Readonly<Record<string, string>> = {
  "share-audience-2026-11": "54944866ea722586961f8d9dd64bf22ef55c7abf8bb432a621d2000131189763",
};

test("the words that people agree to are those of the version that is recorded", () => {
  const words = JSON.stringify([tr.consent.wording, en.consent.wording]);
  expect(createHash("sha256").update(words).digest("hex")).toBe(AGREED[CONSENT_WORDING]);
});

test("the server records the version that is shown", () => {
  const source = new URL("../../../../functions/connect/connections.py", import.meta.url);
  expect(readFileSync(source, "utf8")).toContain(`CONSENT_WORDING = "${CONSENT_WORDING}"`);
});
