import type { Metadata } from "next";
import { SharedRoute } from "./route-screen";

/** The address is the key: no page that is opened from here is told of it. */
export const metadata: Metadata = { robots: { index: false }, referrer: "no-referrer" };

export default function Page() {
  return <SharedRoute />;
}
