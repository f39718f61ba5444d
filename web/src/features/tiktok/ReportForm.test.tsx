import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { connection, network, Page } from "@/api/testing";
import { FileReport } from "./FileReport";
import { localDay } from "./model";
import { ReportForm } from "./ReportForm";
import { useReport } from "./store";

const path = "/api/connect/tiktok/audience";
const field = (name: string) => screen.getByRole("textbox", { name });
const save = () => userEvent.click(screen.getByRole("button", { name: "Kaydet" }));
const show = () => {
  const ended: string[] = [];
  render(
    <Page>
      <ReportForm onDone={() => ended.push("done")} />
    </Page>,
  );
  return ended;
};

beforeEach(() => {
  useReport.getState().clear();
  Element.prototype.scrollIntoView = () => undefined;
});

test("numbers are added up while they are typed, and sent as parts of 1", async () => {
  const calls = network({ [`POST ${path}`]: { body: connection({ provider: "tiktok" }) } });
  const ended = show();
  await userEvent.type(field("Kullanıcı adı"), "@ayse.gezer");
  await userEvent.type(field("Takipçi sayısı"), "12.400");
  const gender = screen.getByRole("group", { name: "Cinsiyet" });
  await userEvent.type(within(gender).getByRole("textbox", { name: "Kadın, yüzde" }), "62");
  expect(within(gender).getByRole("status")).toHaveTextContent("Toplam 62, 98 ile 102 arasında olmalı");
  await userEvent.type(within(gender).getByRole("textbox", { name: "Erkek, yüzde" }), "38");
  expect(within(gender).getByRole("status")).toHaveTextContent("Toplam 100, tamam");
  await save();
  await waitFor(() => expect(ended).toEqual(["done"]));
  const form = {
    handle: "@ayse.gezer",
    as_of: localDay(new Date()),
    followers: 12_400,
    dimensions: { gender: { female: 0.62, male: 0.38 } },
  };
  expect(calls).toEqual([{ method: "POST", path, body: { form } }]);
  expect(useReport.getState().draft.handle).toBe("");
});

test("what cannot be right is listed and not sent", async () => {
  const calls = network({});
  show();
  await userEvent.type(field("Kullanıcı adı"), "a");
  await userEvent.type(field("18–24, yüzde"), "abc");
  await save();
  const faults = within(screen.getByRole("alert")).getAllByRole("listitem");
  expect(faults.map((item) => item.textContent)).toEqual([
    "kullanıcı adıKullanıcı adı 2–24 harf, rakam, nokta veya alt çizgi olmalı.",
    "takipçi sayısıTakipçi sayısı sıfırdan büyük bir tam sayı olmalı.",
    "Yaş, 18–24Pay bir sayı olmalı; örneğin %45,5 veya 0,455.",
  ]);
  expect(field("18–24, yüzde")).toHaveAttribute("aria-invalid", "true");
  expect(calls).toEqual([]);
});

test("countries are added and taken away", async () => {
  network({});
  show();
  await userEvent.click(screen.getByRole("button", { name: "Ülke ekle" }));
  const boxes = screen.getAllByRole("combobox", { name: "Ülke seçin" });
  expect(boxes).toHaveLength(4);
  await userEvent.selectOptions(boxes[3] as HTMLElement, "Almanya");
  await userEvent.click(screen.getByRole("button", { name: "Almanya: kaldır" }));
  expect(screen.getAllByRole("combobox", { name: "Ülke seçin" })).toHaveLength(3);
});

test("the faults of a file are listed by row, in words", async () => {
  const errors = [
    { line: 3, field: "bucket", reason: "bucket_unknown" },
    { line: 8, field: "age", reason: "sum_off" },
    { line: 9, field: "share", reason: "from_the_future" },
  ];
  const calls = network({ [`POST ${path}`]: { status: 422, body: { code: "audience_invalid", errors } } });
  render(
    <Page>
      <FileReport onDone={() => undefined} />
    </Page>,
  );
  const file = new File(["platform_handle;as_of\n@ayse;x"], "kitle.csv", { type: "text/csv" });
  await userEvent.upload(screen.getByLabelText("CSV dosyası seç", { selector: "input" }), file);
  const faults = within(await screen.findByRole("alert")).getAllByRole("listitem");
  expect(faults.map((item) => item.textContent)).toEqual([
    "Satır 3, grupBu grup tanınmıyor. Örnekler: 18-24, female, male, iki harfli ülke kodu TR, mobile.",
    "Satır 8, YaşBu bölümün paylarının toplamı %98 ile %102 arasında olmalı.",
    "Satır 9, payBu değer uygun değil.",
  ]);
  expect(screen.getByText(/kitle\.csv/)).toBeInTheDocument();
  expect(calls).toEqual([{ method: "POST", path, body: { csv: "platform_handle;as_of\n@ayse;x" } }]);
});
