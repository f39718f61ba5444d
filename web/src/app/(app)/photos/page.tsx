import type { Metadata } from "next";
import { tr as photos } from "@/lib/i18n/photos/tr";
import { tr } from "@/lib/i18n/tr";
import { PhotosRoute } from "./route-screen";

export const metadata: Metadata = { title: `${photos.title} · ${tr.app.name}` };

export default function Page() {
  return <PhotosRoute />;
}
