/** What is done to nodes. A change shows at once and is taken back where the server refuses; each can be undone. */
import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api";
import { unwrap } from "@/api/client";
import { unlessGone } from "@/api/lists";
import { ApiError, errorText } from "@/api/problem";
import type { Node } from "@/api/types";
import { contentQuery, folderOf, nodeQuery, ROOT } from "@/api/vault";
import { putNodes, removeNodes, renewVault } from "@/api/vaultCache";
import { useToast } from "@/components/Toast";
import { followDownload } from "@/lib/download";
import { useT } from "@/lib/i18n";
import { useFilesT } from "@/lib/i18n/files";
import { isFolder } from "./model";

export type Wish = { name?: string; parent_id?: string; favourite?: boolean };

const at = (node_id: string) => ({ path: { node_id } });

const patch = (node: Node, body: Wish): Promise<Node> =>
  unwrap(
    api.PATCH("/api/vault/nodes/{node_id}", {
      params: { ...at(node.id), header: { "If-Match": `"${node.rev}"` } },
      body,
    }),
  );

export const isStale = (error: unknown): boolean => error instanceof ApiError && error.status === 412;

const value = (node: Node, key: keyof Wish) => (key === "parent_id" ? folderOf(node) : node[key]);

/**
 * Changes a node on the revision that was shown. When another device has changed something else of it meanwhile, the wish
 * still holds and goes out once more; when it was the same thing, nothing is overwritten: ApiError 412.
 */
export async function changeNode(client: QueryClient, node: Node, wish: Wish): Promise<Node> {
  try {
    return await patch(node, wish);
  } catch (error) {
    if (!isStale(error)) throw error;
    const now = await client.fetchQuery({ ...nodeQuery(node.id), staleTime: 0 });
    if (now) putNodes(client, [now]);
    const keys = Object.keys(wish) as (keyof Wish)[];
    if (now && keys.every((key) => value(now, key) === wish[key])) return now; // a repeat after a lost answer
    if (!now || keys.some((key) => value(now, key) !== value(node, key))) throw error;
    return patch(now, wish);
  }
}

type Failed = { node: Node; error: unknown };
type Outcome = { done: Node[]; failed: Failed[] };
const AT_ONCE = 4;

/** One call for each, a few at a time; what fails keeps nobody else. */
async function each(nodes: readonly Node[], call: (node: Node) => Promise<Node>): Promise<Outcome> {
  const outcome: Outcome = { done: [], failed: [] };
  const left = [...nodes];
  const lane = async () => {
    for (let node = left.shift(); node; node = left.shift()) {
      const own = node;
      await call(own).then(
        (done) => outcome.done.push(done),
        (error: unknown) => outcome.failed.push({ node: own, error }),
      );
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return outcome;
}

const trashOne = async (node: Node): Promise<Node> => {
  await unlessGone(unwrap(api.DELETE("/api/vault/nodes/{node_id}", { params: at(node.id) })));
  return node;
};

const restoreOne = ({ id }: Node): Promise<Node> =>
  unwrap(api.POST("/api/vault/nodes/{node_id}/restore", { params: at(id) }));

export function useDeeds() {
  const client = useQueryClient();
  const t = useT();
  const words = useFilesT().deed;
  const show = useToast((state) => state.show);

  const told = (error: unknown): string =>
    isStale(error)
      ? words.changed
      : error instanceof ApiError && error.code === "name_taken"
        ? words.taken
        : errorText(error, t);

  /** What is so now, and what stays as it was, in words. */
  const settle = async (work: Promise<Outcome>, onDone?: (done: Node[]) => void): Promise<Outcome> => {
    const { done, failed } = await work;
    onDone?.(done);
    for (const { node, error } of failed)
      putNodes(client, [(isStale(error) && client.getQueryData(nodeQuery(node.id).queryKey)) || node]);
    if (failed[0]) show(words.failed(failed.length, told(failed[0].error)));
    return { done, failed };
  };
  const here = (done: Node[]) => putNodes(client, done);
  const undoBy = (work: Promise<Outcome>, back: (done: Node[]) => Promise<Outcome>, deep: boolean) => ({
    label: words.undo,
    run: () =>
      void work.then(async ({ done }) => {
        const { failed } = await settle(back(done), here);
        renewVault(client, deep);
        if (failed.length === 0) show(words.undone);
      }),
  });

  return {
    trash: (nodes: readonly Node[]) => {
      const deep = nodes.some(isFolder);
      removeNodes(
        client,
        nodes.map(({ id }) => id),
      );
      const work = settle(each(nodes, trashOne), () => renewVault(client, deep));
      show(
        words.trashed(nodes.length),
        undoBy(work, (done) => each(done, restoreOne), deep),
      );
      return work;
    },
    move: (nodes: readonly Node[], target: string, folderName: string) => {
      const from = new Map(nodes.map((node) => [node.id, folderOf(node)]));
      here(nodes.map((node) => ({ ...node, parent_id: target === ROOT ? null : target })));
      const to = (parent_id: string) => (node: Node) => changeNode(client, node, { parent_id });
      const work = settle(each(nodes, to(target)), here);
      const back = (done: Node[]) => each(done, (node) => to(from.get(node.id) ?? ROOT)(node));
      show(words.moved(nodes.length, folderName), undoBy(work, back, false));
      return work;
    },
    favourite: (nodes: readonly Node[], favourite: boolean) => {
      here(nodes.map((node) => ({ ...node, favourite })));
      show((favourite ? words.favoured : words.unfavoured)(nodes.length));
      return settle(
        each(nodes, (node) => changeNode(client, node, { favourite })),
        here,
      );
    },
  };
}

export function useCreateFolder() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ name, parent_id }: { name: string; parent_id: string }) =>
      unwrap(api.POST("/api/vault/folders", { body: { name, parent_id } })),
    onSuccess: (made) => putNodes(client, [made]),
  });
}

export function useRename() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ node, name }: { node: Node; name: string }) => changeNode(client, node, { name }),
    onSuccess: (renamed) => putNodes(client, [renamed]),
  });
}

/** Asks for a fresh address and follows it. */
export function useDownload() {
  const client = useQueryClient();
  const t = useT();
  const show = useToast((state) => state.show);
  return useMutation({
    mutationFn: async (node: Pick<Node, "id" | "name">) => {
      const { url } = await client.fetchQuery(contentQuery(node.id, "download"));
      followDownload(url, node.name);
    },
    onError: (error) => show(errorText(error, t)),
  });
}
