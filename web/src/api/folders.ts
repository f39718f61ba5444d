/** All folders at once: they are few, and with them ways up, ways down and places to move to need no further call. */
import { queryOptions } from "@tanstack/react-query";
import { unwrap } from "./client";
import { api } from "./index";
import type { Node } from "./types";

const PAGE = 200;
/** Beyond these a list of one folder still shows its folders, among the files. */
const MOST_PAGES = 15;

export const foldersQuery = () =>
  queryOptions({
    queryKey: ["folders"],
    queryFn: async ({ signal }): Promise<Node[]> => {
      const found: Node[] = [];
      let cursor: string | null = null;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const query: { kind: "folder"; limit: number; cursor?: string } = { kind: "folder", limit: PAGE };
        if (cursor) query.cursor = cursor;
        const answer = await unwrap(api.GET("/api/vault/nodes", { params: { query }, signal }));
        found.push(...answer.items);
        cursor = answer.next_cursor;
        if (!cursor) break;
      }
      return found;
    },
  });
