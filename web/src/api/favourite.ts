/** A mark on a node: a star on photos and notes, "archived" on photos. */
import { unwrap } from "./client";
import { api } from "./index";
import { ApiError } from "./problem";
import type { Node } from "./types";

type Mark = { favourite: boolean } | { archived: boolean };

/** What was changed meanwhile is no reason not to take a mark: asked once more with the revision of now. */
export async function setMark(node_id: string, rev: number, body: Mark): Promise<Node> {
  const path = { node_id };
  const set = (known: number) =>
    unwrap(
      api.PATCH("/api/vault/nodes/{node_id}", {
        params: { path, header: { "If-Match": `"${known}"` } },
        body,
      }),
    );
  try {
    return await set(rev);
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 412)) throw error;
    return set((await unwrap(api.GET("/api/vault/nodes/{node_id}", { params: { path } }))).rev);
  }
}

export const setFavourite = (node_id: string, rev: number, favourite: boolean): Promise<Node> =>
  setMark(node_id, rev, { favourite });
