/** What a link shows to whoever has it. Nobody is signed in here; after a password its proof goes along. */
import {
  infiniteQueryOptions,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
} from "@tanstack/react-query";
import { anonymous } from "@/api";
import { unwrap } from "@/api/client";
import { ApiError } from "@/api/problem";
import { useVisit } from "./store";

/** Of a link, with the proof that its password was given. */
type Visit = { token: string; access: string | null };

const PAGE = 50;
const proof = (access: string | null) => (access ? { "x-share-access": access } : {});

/** Worth a password, not a message. */
const isLocked = (error: unknown): boolean =>
  error instanceof ApiError && (error.code === "password_required" || error.status === 401);

/** What was proven runs out: then the page asks again. */
async function orLocked<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (isLocked(error)) useVisit.getState().enter(null);
    throw error;
  }
}

const sharedQuery = ({ token, access }: Visit) =>
  queryOptions({
    queryKey: ["shared", token, access],
    queryFn: () =>
      unwrap(
        anonymous.GET("/api/vault/shared/{token}", {
          params: { path: { token }, header: proof(access) },
        }),
      ),
  });

export function useShared(token: string) {
  const access = useVisit((state) => state.access);
  return useQuery({ ...sharedQuery({ token, access }), enabled: token !== "" });
}

const insideQuery = ({ token, access }: Visit, folder: string | null) =>
  infiniteQueryOptions({
    queryKey: ["shared-nodes", token, access, folder],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => {
      const query = {
        limit: PAGE,
        ...(folder ? { parent_id: folder } : {}),
        ...(pageParam ? { cursor: pageParam } : {}),
      };
      const params = { path: { token }, header: proof(access), query };
      return orLocked(unwrap(anonymous.GET("/api/vault/shared/{token}/nodes", { params })));
    },
    getNextPageParam: (page) => page.next_cursor,
  });

export function useInside(token: string, folder: string | null) {
  const access = useVisit((state) => state.access);
  const query = useInfiniteQuery(insideQuery({ token, access }, folder));
  return {
    ...query,
    nodes: query.data?.pages.flatMap((page) => page.items),
    pageCount: query.data?.pages.length ?? 0,
  };
}

export function useUnlock(token: string) {
  const enter = useVisit((state) => state.enter);
  return useMutation({
    mutationFn: (password: string) =>
      unwrap(
        anonymous.POST("/api/vault/shared/{token}/unlock", {
          params: { path: { token } },
          body: { password },
        }),
      ),
    onSuccess: ({ access }) => enter(access),
  });
}

type Use = { id: string; download: boolean };

const urlOf = ({ token, access }: Visit, { id, download }: Use) =>
  orLocked(
    unwrap(
      anonymous.GET("/api/vault/shared/{token}/nodes/{node_id}/content", {
        params: { path: { token, node_id: id }, header: proof(access), query: { download } },
      }),
    ),
  );

const URL_MARGIN_S = 30;

/** The address of a picture that is shown on the page. */
export function usePicture(token: string, id: string | null) {
  const access = useVisit((state) => state.access);
  return useQuery({
    queryKey: ["shared-content", token, access, id],
    queryFn: () => urlOf({ token, access }, { id: id ?? "", download: false }),
    enabled: id !== null,
    staleTime: ({ state }) => Math.max(0, (state.data?.expires_in ?? 0) - URL_MARGIN_S) * 1000,
  });
}

/** Goes to the bytes: looked at in the place of this page, to which Back leads, or as a download. */
export function useFollow(token: string) {
  const access = useVisit((state) => state.access);
  return useMutation({
    mutationFn: async (use: Use) => {
      const { url } = await urlOf({ token, access }, use);
      window.location.assign(url);
    },
  });
}
