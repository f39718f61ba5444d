/** What a user keeps of matching: shortlists, saved searches, the own profile, named audiences. Shared by several features. */
import { queryOptions } from "@tanstack/react-query";
import { unwrap } from "./client";
import { api, session } from "./index";
import { ApiError, networkError, toApiError } from "./problem";
import type { paths } from "./schema";
import type { NamedAudience, Ok, Sent } from "./types";

export type Shortlist = Ok<paths["/api/match/shortlists"]["get"]>["items"][number];
export type WholeShortlist = Ok<paths["/api/match/shortlists/{shortlist_id}"]["get"]>;
export type Entry = WholeShortlist["items"][number];
export type Overlap = WholeShortlist["overlaps"][number];
export type Status = Entry["status"];
export type ItemChange = Sent<paths["/api/match/shortlists/{shortlist_id}/items/{influencer_id}"]["put"]>;
export type SavedSearch = Ok<paths["/api/match/searches"]["get"]>["items"][number];
export type SavedQuery = SavedSearch["query"];
export type Digest = NonNullable<SavedSearch["digest"]>;
export type Profile = Ok<paths["/api/match/profile"]["get"]>;
export type ProfileWish = Sent<paths["/api/match/profile"]["put"]>;
export type Definition = NamedAudience["definition"];
export type CompanyMatch = Ok<paths["/api/match/companies"]["get"]>["items"][number];
export type MediaFile = Ok<paths["/api/vault/media-kits/{user_id}"]["get"]>["items"][number];

/** The answer, or null when it is gone (or never was for this user). */
export async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
}

/** Gone already counts as gone. */
export async function unlessGone(answer: Promise<unknown>): Promise<void> {
  await orNull(answer);
}

export const shortlistsQuery = () =>
  queryOptions({
    queryKey: ["shortlists"],
    queryFn: async () => (await unwrap(api.GET("/api/match/shortlists"))).items,
  });

export const shortlistQuery = (id: string) =>
  queryOptions({
    queryKey: ["shortlists", id],
    queryFn: () =>
      orNull(
        unwrap(api.GET("/api/match/shortlists/{shortlist_id}", { params: { path: { shortlist_id: id } } })),
      ),
  });

export const searchesQuery = () =>
  queryOptions({
    queryKey: ["searches"],
    queryFn: async () => (await unwrap(api.GET("/api/match/searches"))).items,
  });

/** One saved search, or null when it is gone. */
export const savedSearchQuery = (id: string) =>
  queryOptions({
    queryKey: ["searches", id],
    queryFn: () =>
      orNull(unwrap(api.GET("/api/match/searches/{search_id}", { params: { path: { search_id: id } } }))),
  });

export const profileQuery = () =>
  queryOptions({ queryKey: ["profile"], queryFn: () => unwrap(api.GET("/api/match/profile")) });

/** Files that this user shows to the other side. */
export const mediaKitQuery = (user_id: string) =>
  queryOptions({
    queryKey: ["media-kit", user_id],
    queryFn: async () =>
      (await unwrap(api.GET("/api/vault/media-kits/{user_id}", { params: { path: { user_id } } }))).items,
  });

/**
 * A file of the API, which wants the token in a header: so it cannot be a plain link. Small enough to be held in memory.
 * The typed client reads JSON only.
 */
export async function fetchFile(path: string): Promise<Blob> {
  const ask = (token: string) =>
    fetch(
      new Request(new URL(path, window.location.origin), { headers: { authorization: `Bearer ${token}` } }),
    );
  try {
    const token = await session.token();
    let answer = await ask(token);
    if (answer.status === 401) answer = await ask(await session.renew(token));
    if (!answer.ok) throw toApiError(answer, await answer.json().catch(() => null));
    return await answer.blob();
  } catch (error) {
    throw error instanceof ApiError ? error : networkError();
  }
}
