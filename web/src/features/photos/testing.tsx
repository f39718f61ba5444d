/** For tests: the screen of photos at an address, over a network that answers by path. */
import { render } from "@testing-library/react";
import { type Answer, network, Page } from "@/api/testing";
import { Address } from "@/api/testingAddress";
import type { Album, Photo } from "@/api/types";
import { ToastOutlet, useToast } from "@/components/Toast";
import { dialogs, mediaQueries, nearScreen } from "@/lib/testingBrowser";
import { Photos } from "./Photos";
import { usePhotosView } from "./store";

export const photo = (id: string, taken_at: string, change: Partial<Photo> = {}): Photo =>
  ({
    id,
    kind: "photo",
    name: `${id}.jpg`,
    size: 2_400_000,
    mime: "image/jpeg",
    rev: 1,
    state: "live",
    favourite: false,
    archived: false,
    taken_at,
    created_at: taken_at,
    picture: { state: "ready", reason: null, width: 4000, height: 3000, thumbhash: null },
    tz_offset_minutes: 180,
    date_source: "exif",
    ...change,
  }) as Photo;
export const album: Album = {
  id: "al",
  name: "Yaz",
  rev: 4,
  count: 1,
  cover_node_id: "a",
  created_at: "2026-08-01T10:00:00Z",
  modified_at: "2026-08-01T10:00:00Z",
};
export const three = [
  photo("a", "2026-11-20T10:00:00Z"),
  photo("b", "2026-11-10T10:00:00Z", { favourite: true }),
  photo("c", "2026-10-31T22:30:00Z"), // November where it was taken
  photo("d", "2026-10-01T10:00:00Z"),
];
export const page = (items: readonly Photo[]): Answer => ({ body: { items, next_cursor: null } });

export function showPhotos(answers: Record<string, Answer> = {}, start = "") {
  mediaQueries();
  nearScreen(true);
  dialogs();
  useToast.setState({ toast: null });
  usePhotosView.getState().select(false);
  usePhotosView.getState().end();
  const all: Record<string, Answer> = Object.assign(answers, {
    "GET /api/vault/changes/latest": { body: { cursor: "c1" } },
    "POST /api/vault/thumbnails": { body: { items: [], expires_in: 600 } },
    "GET /api/vault/albums": { body: { items: [album], next_cursor: null } },
    "GET /api/vault/albums/al": { body: album },
  });
  all["GET /api/vault/timeline"] ??= page(three);
  all["GET /api/vault/changes"] ??= { body: { items: [], next_cursor: "c1", has_more: false } };
  const calls = network(all);
  render(
    <Page>
      <Address start={start}>
        <Photos
          uploadButton={<button type="button">Yükle</button>}
          emptyAction={<button type="button">Fotoğraf yedekle</button>}
          uploads={<p>Yedekleniyor</p>}
          archives={<p>ZIP hazır</p>}
          zip={() => null}
        />
        <ToastOutlet />
      </Address>
    </Page>,
  );
  return calls;
}
