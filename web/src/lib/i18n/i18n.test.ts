// @vitest-environment node
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { en as archivesEn } from "./archives/en";
import { tr as archivesTr } from "./archives/tr";
import { en as audienceEn } from "./audience/en";
import { tr as audienceTr } from "./audience/tr";
import { en as backupEn } from "./backup/en";
import { tr as backupTr } from "./backup/tr";
import { en as connectEn } from "./connect/en";
import { tr as connectTr } from "./connect/tr";
import { en } from "./en";
import { en as filesEn } from "./files/en";
import { tr as filesTr } from "./files/tr";
import { en as listsEn } from "./lists/en";
import { tr as listsTr } from "./lists/tr";
import { en as matchEn } from "./match/en";
import { tr as matchTr } from "./match/tr";
import { en as notesEn } from "./notes/en";
import { tr as notesTr } from "./notes/tr";
import { en as noticesEn } from "./notices/en";
import { tr as noticesTr } from "./notices/tr";
import { en as photosEn } from "./photos/en";
import { tr as photosTr } from "./photos/tr";
import { en as profileEn } from "./profile/en";
import { tr as profileTr } from "./profile/tr";
import { en as remindersEn } from "./reminders/en";
import { tr as remindersTr } from "./reminders/tr";
import { en as sendingEn } from "./sending/en";
import { tr as sendingTr } from "./sending/tr";
import { tr } from "./tr";

type Texts = { [key: string]: string | ((...values: never[]) => string) | Texts };

const flat = (texts: Texts, prefix = ""): [string, string | ((...values: never[]) => string)][] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === "object" ? flat(value, `${prefix}${key}.`) : [[prefix + key, value]],
  );

const turkish = new Map(
  flat({
    ...tr,
    archives: archivesTr,
    backup: backupTr,
    connect: connectTr,
    files: filesTr,
    audience: audienceTr,
    match: matchTr,
    notes: notesTr,
    notices: noticesTr,
    photos: photosTr,
    lists: listsTr,
    profile: profileTr,
    reminders: remindersTr,
    sending: sendingTr,
  }),
);
const english = new Map(
  flat({
    ...en,
    archives: archivesEn,
    backup: backupEn,
    connect: connectEn,
    files: filesEn,
    audience: audienceEn,
    match: matchEn,
    notes: notesEn,
    notices: noticesEn,
    photos: photosEn,
    lists: listsEn,
    profile: profileEn,
    reminders: remindersEn,
    sending: sendingEn,
  }),
);

test("both languages have the same texts with the same number of values", () => {
  expect([...english.keys()]).toEqual([...turkish.keys()]);
  for (const [key, value] of turkish) {
    const other = english.get(key);
    expect(typeof other, key).toBe(typeof value);
    if (typeof value === "function") expect((other as () => string).length, key).toBe(value.length);
  }
});

test("nothing is empty, shouts, or was left untranslated", () => {
  const same = new Set([
    "settings.influencer",
    "audience.bucket.tablet",
    "app.name",
    "home.greet",
    "mime.video",
    "login.phoneHint",
    "match.score.range",
    "match.why.item",
  ]);
  for (const [key, value] of turkish) {
    const texts = [value, english.get(key)].map((text) =>
      typeof text === "function" ? (text as (...v: string[]) => string)("1", "2") : text,
    );
    for (const text of texts) expect(text?.trim(), key).toMatch(/^[^!]+$/);
    if (!same.has(key)) expect(texts[0], key).not.toBe(texts[1]);
  }
});

test("every error code of the API has its own text", () => {
  const document = readFileSync(new URL("../../../../docs/openapi.json", import.meta.url), "utf8");
  const { components } = JSON.parse(document) as {
    components: { schemas: { Problem: { properties: { code: { enum: string[] } } } } };
  };
  const codes = components.schemas.Problem.properties.code.enum;
  expect(codes.filter((code) => !(code in tr.errors))).toEqual([]);
});
