import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { list, node } from "@/api/testingVault";
import { type Lists, NODES, showFiles } from "./testing";

const film = node("tatil.mp4", { mime: "video/mp4", parent_id: "Belgeler", rev: 2 });
const rapor = node("rapor.pdf");

test("items of a type are found in the whole vault, also in a search, and stay found when they change", async () => {
  const asked: string[] = [];
  const vault: Lists = (query) => {
    if (query.get("kind")) return { body: list() };
    asked.push(["parent_id", "q", "type"].map((name) => query.get(name) ?? "").join("|"));
    if (query.get("type") === "audio/*") return { body: list() };
    return { body: query.get("type") ? list(film) : list(rapor) };
  };
  showFiles(vault, { [`PATCH ${NODES}/tatil.mp4`]: { body: { ...film, favourite: true, rev: 3 } } });
  await screen.findByRole("button", { name: /^rapor\.pdf.* KB/ });
  const chips = within(screen.getByRole("group", { name: "Türe göre" }));
  expect(chips.getAllByRole("radio").map((chip) => chip.parentElement?.textContent)).toEqual([
    "Tümü",
    "Fotoğraf",
    "Video",
    "Ses",
    "PDF",
    "Belge",
  ]);
  expect(chips.getByRole("radio", { name: "Tümü" })).toBeChecked();
  await userEvent.click(chips.getByRole("radio", { name: "Video" }));
  expect(await screen.findByRole("button", { name: /^tatil\.mp4.* KB/ })).toBeInTheDocument();
  await userEvent.click(screen.getByRole("button", { name: "tatil.mp4: seçenekler" }));
  await userEvent.click(await screen.findByRole("button", { name: "Favorilere ekle" }));
  expect(await screen.findByRole("button", { name: /^tatil\.mp4.*Favori/ })).toBeInTheDocument();
  await userEvent.click(screen.getByRole("searchbox"));
  await userEvent.paste("tatil"); // at once: how many questions a slow typist makes is not asked here
  await waitFor(() => expect(asked.at(-1)).toBe("|tatil|video/*"));
  await userEvent.clear(screen.getByRole("searchbox"));
  await userEvent.click(chips.getByRole("radio", { name: "Ses" }));
  expect(await screen.findByText("Bu türde bir öğe yok.")).toBeInTheDocument();
  await userEvent.click(chips.getByRole("radio", { name: "Tümü" }));
  expect(await screen.findByRole("button", { name: /^rapor\.pdf.* KB/ })).toBeInTheDocument();
  expect(asked.slice(0, 3)).toEqual(["root||", "||video/*", "|tatil|video/*"]);
});
