import { expect, test } from "vitest";
import { connection } from "@/api/testing";
import type { Provider, ProviderOffer } from "@/api/types";
import { tr as audience } from "@/lib/i18n/audience/tr";
import { tr } from "@/lib/i18n/connect/tr";
import {
  accountName,
  ageText,
  entries,
  grantsOf,
  hint,
  readResult,
  resultText,
  standing,
  storedText,
  wordingMonth,
} from "./model";

const reading = { now: new Date("2026-11-21T15:00:00"), language: "tr" } as const;
const offer = (provider: Provider): ProviderOffer => ({
  provider,
  kind: provider === "tiktok" ? "self_reported" : "oauth",
  audience_of: provider === "ga4" ? "company" : "influencer",
  configured: true,
  sandbox: false,
  scopes: [],
});
const offers = (["tiktok", "youtube", "instagram", "ga4"] as const).map(offer);
const names = (list: { offer: ProviderOffer }[]) => list.map((entry) => entry.offer.provider);

test("a role sees its own accounts first and the others apart", () => {
  const { own, others } = entries(offers, [connection()], "influencer");
  expect(names(own)).toEqual(["instagram", "youtube", "tiktok"]);
  expect(names(others)).toEqual(["ga4"]);
  expect(own.map((entry) => entry.connection?.id)).toEqual(["c1", undefined, undefined]);
  expect(names(entries(offers, [], "company").own)).toEqual(["ga4"]);
});

test("without a role nothing is set apart", () => {
  expect(names(entries(offers, [], "none").own)).toEqual(["ga4", "instagram", "youtube", "tiktok"]);
});

test.each([
  [{}, "connected"],
  [{ pulling: true }, "pulling"],
  [{ reason: "quotaexceeded" }, "waiting"],
  [{ reason: "instagram_limit" }, "waiting"],
  [{ reason: "too_many_requests" }, "waiting"],
  [{ reason: "status_500" }, "failing"],
  [{ reason: "bug" }, "failing"],
  [{ status: "needs_reauth", reason: "password_changed", pulling: true }, "needs_reauth"],
  [{ status: "missing_scope" }, "missing_scope"],
  [{ status: "needs_property", provider: "ga4" }, "needs_property"],
  [{ provider: "tiktok" }, "self_reported"],
] as const)("%o stands as %s", (change, expected) => expect(standing(connection(change))).toBe(expected));

test("a limit says until when; a dead password says what to do", () => {
  const until = new Date("2026-11-21T18:30:00").toISOString();
  const waiting = connection({ reason: "quotaexceeded", next_pull_at: until });
  expect(hint(waiting, "YouTube", false, tr, reading)).toBe(
    "YouTube istek sınırına ulaşıldı; 18:30 itibarıyla sürecek.",
  );
  const dead = connection({ status: "needs_reauth", reason: "password_changed" });
  expect(hint(dead, "Instagram", false, tr, reading)).toContain("şifresi değişmiş");
  const unknown = connection({ status: "needs_reauth", reason: "from_the_future" });
  expect(hint(unknown, "Instagram", false, tr, reading)).toBe(tr.connections.hint.needs_reauth);
  expect(hint(connection(), "Instagram", false, tr, reading)).toBeNull();
});

test("a long pull is admitted", () => {
  const pulling = connection({ pulling: true });
  expect(hint(pulling, "Instagram", false, tr, reading)).toBe(tr.connections.hint.pulling);
  expect(hint(pulling, "Instagram", true, tr, reading)).toBe(tr.connections.hint.slow);
});

test("an account is called by its property, its handle, its name", () => {
  expect(accountName(connection({ property_name: "ekin.com.tr" }))).toBe("ekin.com.tr");
  expect(accountName(connection({ handle: "@ayse" }))).toBe("@ayse");
  expect(accountName(connection({ handle: null }))).toBe("Ayşe Gezer");
});

test("age of the data, and of numbers that were typed", () => {
  const then = new Date("2026-11-21T13:00:00").toISOString();
  expect(ageText(connection({ checked_at: then }), tr, reading)).toBe("Son güncelleme: 2 saat önce");
  expect(ageText(connection({ checked_at: null }), tr, reading)).toBe("Henüz veri alınmadı");
  expect(ageText(connection({ provider: "tiktok", checked_at: then }), tr, reading)).toBe(
    "Veri girişi: 2 saat önce",
  );
});

test("what is stored is told in words", () => {
  expect(storedText(connection(), tr, audience, reading)).toBe(
    "Yaş, cinsiyet · 141 kayıt · 12 Eki tarihinden beri",
  );
  const nothing = { snapshots: 0, metrics: 0, since: null, dimensions: [] };
  expect(storedText(connection({ stored: nothing }), tr, audience, reading)).toBe(
    "Henüz bir şey saklanmıyor",
  );
});

test("the way back is read only in our own words", () => {
  const read = (query: string) => readResult(new URLSearchParams(query));
  expect(read("connect=ga4&result=denied")).toEqual({ provider: "ga4", result: "denied" });
  expect(read("connect=ga4&result=<b>")).toBeNull();
  expect(read("connect=myspace&result=denied")).toBeNull();
  expect(read("")).toBeNull();
});

test("an account that does not fit is explained by provider", () => {
  const text = (provider: Provider) => resultText({ provider, result: "no_account" }, "x", tr);
  expect(text("youtube")).toContain("kanal");
  expect(text("instagram")).toContain("profesyonel");
  expect(text("ga4")).toContain("mülk");
  expect(text("tiktok")).toContain("uygun değil");
});

test("each provider that grants access says where it is withdrawn", () => {
  expect((["ga4", "youtube", "instagram", "tiktok"] as const).map(grantsOf)).toEqual([
    "google",
    "google",
    "instagram",
    null,
  ]);
});

test("a version of the wording reads as its month", () => {
  expect(wordingMonth("share-audience-2026-11", "tr")).toBe("Kasım 2026");
  expect(wordingMonth("share-audience-2026-11", "en")).toBe("November 2026");
});
