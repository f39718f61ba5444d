import type { MetadataRoute } from "next";
import { THEME_COLORS } from "@/lib/boot";
import { tr } from "@/lib/i18n/tr";

export const dynamic = "force-static";

export default function manifest(): MetadataRoute.Manifest {
  return {
    id: "/",
    name: tr.app.name,
    short_name: tr.app.name,
    description: tr.app.tagline,
    lang: "tr",
    dir: "ltr",
    start_url: "/",
    scope: "/",
    display: "standalone",
    background_color: THEME_COLORS.light,
    theme_color: THEME_COLORS.light,
    icons: [
      { src: "/icons/icon-192.png", sizes: "192x192", type: "image/png", purpose: "any" },
      { src: "/icons/icon-512.png", sizes: "512x512", type: "image/png", purpose: "any" },
      { src: "/icons/maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
    ],
    shortcuts: [
      { name: tr.nav.files, url: "/files/", icons: [{ src: "/icons/icon-192.png", sizes: "192x192" }] },
    ],
  };
}
