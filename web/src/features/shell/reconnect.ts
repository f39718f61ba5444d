/**
 * Failed queries, and those that show what was seen before, ask again by themselves once the server can be reached. The
 * library's own reconnect does not see a page that was loaded offline: it believes to have been online all along, so
 * `online` changes nothing for it.
 */
import type { QueryClient } from "@tanstack/react-query";
import { isFromDevice } from "@/api/seen";
import type { Session } from "@/api/session";

type Watched = Pick<Session, "snapshot" | "subscribe" | "token">;

const reachable = (session: Watched): boolean => {
  const { status, reachable: answers } = session.snapshot();
  return status === "active" && answers;
};

/** Returns how to stop. */
export function followConnection(client: QueryClient, session: Watched): () => void {
  const again = () =>
    void client.refetchQueries(
      { type: "active", predicate: (query) => query.state.status === "error" || isFromDevice(query) },
      { cancelRefetch: false },
    );
  let before = reachable(session);
  const stop = session.subscribe(() => {
    const now = reachable(session);
    if (now && !before) again();
    before = now;
  });
  /** With a token that is still good there is no renewal to hear of; without one this waits for it. */
  const online = () => {
    if (session.snapshot().status === "active") session.token().then(again, () => undefined);
  };
  window.addEventListener("online", online);
  return () => {
    stop();
    window.removeEventListener("online", online);
  };
}
