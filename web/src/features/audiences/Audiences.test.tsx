import { fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { type Answer, network, Page } from "@/api/testing";
import { namedAudience } from "@/api/testingLists";
import { ToastOutlet, useToast } from "@/components/Toast";
import { dialogs, nearScreen } from "@/lib/testingBrowser";
import { Audiences } from "./Audiences";
import { useTasks } from "./store";

const path = "/api/match/audiences";
const typed = namedAudience({
  id: "a1",
  name: "Almanya",
  saved: true,
  is_default: false,
  definition: { kind: "form", dimensions: { gender: { female: 0.5, male: 0.5 } } },
});
const customers = namedAudience({ id: "ga4:customers", name: "customers", is_default: false });

const show = (items: ReturnType<typeof namedAudience>[], answers: Record<string, Answer> = {}) => {
  const calls = network({ [`GET ${path}`]: { body: { items, next_cursor: null } }, ...answers });
  render(
    <Page>
      <Audiences />
      <ToastOutlet />
    </Page>,
  );
  return calls;
};
const sent = (calls: ReturnType<typeof show>) =>
  calls.filter(({ method }) => method !== "GET").map(({ method, path: to, body }) => [method, to, body]);
const fill = (name: string, value: string) =>
  fireEvent.change(screen.getByRole("textbox", { name }), { target: { value } });
const click = async (name: string | RegExp) => userEvent.click(await screen.findByRole("button", { name }));

beforeEach(() => {
  useTasks.setState({ open: null });
  useToast.setState({ toast: null });
  nearScreen(false);
  dialogs();
});

test("an audience is typed in and becomes parts of 1", async () => {
  const calls = show([], { [`POST ${path}`]: { status: 201, body: typed } });
  await click("Yeni hedef kitle");
  fill("Adı", "Almanya");
  await userEvent.click(screen.getByRole("button", { name: "Kaydet" }));
  expect(screen.getByText("En az bir yüzde girin.")).toBeInTheDocument();
  fill("Kadın, yüzde", "60");
  fill("Erkek, yüzde", "40");
  await userEvent.click(screen.getByRole("button", { name: "Kaydet" }));
  await waitFor(() => expect(sent(calls)).toHaveLength(1));
  expect(sent(calls)[0]?.[2]).toMatchObject({
    name: "Almanya",
    is_default: true,
    definition: { kind: "form", dimensions: { gender: { female: 0.6, male: 0.4 } } },
  });
});

test("a mixture weighs audiences that are there", async () => {
  const calls = show([namedAudience(), customers, typed], { [`POST ${path}`]: { status: 201, body: typed } });
  await click("Yeni hedef kitle");
  fill("Adı", "İkisi");
  await userEvent.click(screen.getByRole("radio", { name: "Karışım" }));
  await userEvent.click(screen.getByRole("checkbox", { name: "Sitenizin müşterileri" }));
  await userEvent.click(screen.getByRole("checkbox", { name: "Almanya" }));
  fill("Almanya: ağırlık", "2,5");
  await userEvent.click(screen.getByRole("button", { name: "Kaydet" }));
  await waitFor(() => expect(sent(calls)).toHaveLength(1));
  expect(sent(calls)[0]?.[2]).toMatchObject({
    definition: {
      kind: "mixture",
      parts: [
        { audience_id: "ga4:customers", weight: 1 },
        { audience_id: "a1", weight: 2.5 },
      ],
    },
  });
});

test("what GA4 gives becomes the default by being saved under its name", async () => {
  const calls = show([namedAudience(), customers], { [`POST ${path}`]: { status: 201, body: customers } });
  await click(/Sitenizin müşterileri/);
  expect(within(screen.getByRole("dialog")).getByRole("table")).toHaveTextContent("Kadın%60");
  await click("Varsayılan yap");
  await waitFor(() => expect(sent(calls)).toHaveLength(1));
  expect(sent(calls)[0]?.[2]).toMatchObject({ name: "Sitenizin müşterileri", is_default: true });
});

test("an audience taken away by mistake is defined anew", async () => {
  const calls = show([typed], {
    [`DELETE ${path}/a1`]: { status: 204 },
    [`POST ${path}`]: { status: 201, body: typed },
  });
  await click(/Almanya/);
  await click("Sil");
  await click("Geri al");
  await waitFor(() => expect(sent(calls)).toHaveLength(2));
  const { name, definition, is_default } = typed;
  expect(sent(calls)[1]).toEqual(["POST", path, { name, definition, is_default }]);
});
