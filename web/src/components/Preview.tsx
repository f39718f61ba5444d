"use client";
import type { ReactNode } from "react";
import { cx } from "@/lib/cx";
import { useImage } from "@/lib/useImage";

type Props = { url: string | undefined; alt: string; fallback: ReactNode; className: string };

/** A picture that fades in when it is there, and gives way to its icon when it cannot be shown. */
export function Preview({ url, alt, fallback, className }: Props) {
  const { image, loaded } = useImage(url);
  if (!image) return fallback;
  return (
    <img
      {...image}
      alt={alt}
      decoding="async"
      loading="lazy"
      draggable={false}
      className={cx("transition-opacity duration-300", loaded ? "opacity-100" : "opacity-0", className)}
    />
  );
}
