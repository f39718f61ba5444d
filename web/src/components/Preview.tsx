"use client";
import { type ReactNode, useState } from "react";
import { cx } from "@/lib/cx";

type Props = { url: string | undefined; alt: string; fallback: ReactNode; className: string };

/** A picture that fades in when it is there, and gives way to its icon when it cannot be shown. */
export function Preview({ url, alt, fallback, className }: Props) {
  const [loaded, setLoaded] = useState(false);
  const [broken, setBroken] = useState(false);
  if (!url || broken) return fallback;
  return (
    <img
      src={url}
      alt={alt}
      decoding="async"
      loading="lazy"
      draggable={false}
      onLoad={() => setLoaded(true)}
      onError={() => setBroken(true)}
      className={cx("transition-opacity duration-300", loaded ? "opacity-100" : "opacity-0", className)}
    />
  );
}
