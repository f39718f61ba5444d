/** A star on a node. Shared by photos and notes. */
import { unwrap } from "./client";
import { api } from "./index";
import { ApiError } from "./problem";
import type { Node } from "./types";

/** What was changed meanwhile is no reason not to take a star: asked once more with the revision of now. */
export async function setFavourite(node_id: string, rev: number, favourite: boolean): Promise<Node> {
  const path = { node_id };
  const set = (known: number) =>
    unwrap(
      api.PATCH("/api/vault/nodes/{node_id}", {
        params: { path, header: { "If-Match": `"${known}"` } },
        body: { favourite },
      }),
    );
  try {
    return await set(rev);
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 412)) throw error;
    return set((await unwrap(api.GET("/api/vault/nodes/{node_id}", { params: { path } }))).rev);
  }
}
