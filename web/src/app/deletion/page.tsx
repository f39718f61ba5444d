import type { Metadata } from "next";
import { DeletionRoute } from "./route-screen";

export const metadata: Metadata = { robots: { index: false } };

export default function Page() {
  return <DeletionRoute />;
}
