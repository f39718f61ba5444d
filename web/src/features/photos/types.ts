/** What the API says of photos and albums, in the form of api/schema.d.ts. */
import type { Client } from "openapi-fetch";
import { api } from "@/api";
import type { Picture } from "@/api/contracts";
import type { Node } from "@/api/types";

export type Photo = Node & {
  picture?: Picture | null;
  tz_offset_minutes?: number | null;
  date_source?: "exif" | "name" | "client" | "upload" | null;
};
export type PhotoPage = { items: Photo[]; next_cursor: string | null };
export type Album = {
  id: string;
  name: string;
  rev: number;
  count: number;
  cover_node_id: string | null;
  created_at: string;
  modified_at: string;
};
export type AlbumPage = { items: Album[]; next_cursor: string | null };

type Json<Body> = { content: { "application/json": Body } };
type Answers<Status extends number, Body> = { responses: { [S in Status]: Json<Body> } };
type Paged = { query?: { cursor?: string; limit?: number } };
type AtAlbum = { path: { album_id: string } };
type Matching = { header: { "If-Match": string } };
type Ids = { node_ids: string[] };

type PhotoPaths = {
  "/api/vault/timeline": { get: { parameters: Paged } & Answers<200, PhotoPage> };
  "/api/vault/albums": {
    get: { parameters: Paged } & Answers<200, AlbumPage>;
    post: { requestBody: Json<{ name: string }> } & Answers<201, Album>;
  };
  "/api/vault/albums/{album_id}": {
    get: { parameters: AtAlbum } & Answers<200, Album>;
    patch: {
      parameters: AtAlbum & Matching;
      requestBody: Json<{ name?: string; cover_node_id?: string }>;
    } & Answers<200, Album>;
    delete: { parameters: AtAlbum } & { responses: { 204: { content?: never } } };
  };
  "/api/vault/albums/{album_id}/items": {
    get: { parameters: AtAlbum & Paged } & Answers<200, PhotoPage>;
    put: { parameters: AtAlbum; requestBody: Json<Ids> } & Answers<200, Album>;
  };
  "/api/vault/albums/{album_id}/items/remove": {
    post: { parameters: AtAlbum; requestBody: Json<Ids> } & Answers<200, Album>;
  };
};

export const photosApi = api as unknown as Client<PhotoPaths>;
