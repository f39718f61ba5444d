/** The other tabs of this browser, as far as uploads go. Picked files travel with the message: no bytes are copied. */
import type { CrewChannel } from "./crew";

export function otherTabs(): CrewChannel {
  if (typeof BroadcastChannel === "undefined") return { post: () => undefined, listen: () => undefined };
  const channel = new BroadcastChannel("uploads");
  return {
    post: (message) => channel.postMessage(message),
    listen: (hear) => channel.addEventListener("message", (event) => hear(event.data)),
  };
}
