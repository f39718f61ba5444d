// @vitest-environment node
import { expect, test } from "vitest";
import { tr } from "./i18n/match/tr";
import { priceText } from "./money";

test.each([
  [{ from: 5000, to: 20_000, currency: "TRY" }, "₺5.000 – ₺20.000"],
  [{ from: 5000, to: 5000, currency: "EUR" }, "€5.000"],
  [{ from: 5000, to: null, currency: "TRY" }, "₺5.000 ve üstü"],
  [{ from: null, to: 900, currency: "USD" }, "$900 ve altı"],
  [{ from: null, to: null, currency: "TRY" }, null],
])("%o reads %s", (price, text) => expect(priceText(price, tr.creator, "tr")).toBe(text));
