"use client";
import { type ReactNode, useEffect, useRef } from "react";
import { cx } from "@/lib/cx";
import { pixelsOf } from "@/lib/thumbhash";
import { useImage } from "@/lib/useImage";

type Props = {
  /** Where the small picture is, once that is known. */
  url: string | undefined;
  /** What it looks like before it is there (base64). */
  thumbhash?: string | null | undefined;
  alt: string;
  /** Stands where no picture can be shown. */
  fallback: ReactNode;
  /** The box: size, corners. */
  className: string;
};

/** A small picture that comes out of its blurred likeness, and gives way to an icon when there is none. */
export function Thumb({ url, thumbhash, alt, fallback, className }: Props) {
  const { image, loaded } = useImage(url);
  if (!image && !thumbhash)
    return <span className={cx("flex items-center justify-center", className)}>{fallback}</span>;
  return (
    <span className={cx("relative block overflow-hidden bg-fill", className)}>
      {thumbhash && <Blurred thumbhash={thumbhash} />}
      {image && (
        <img
          {...image}
          alt={alt}
          decoding="async"
          loading="lazy"
          draggable={false}
          className={cx(
            "absolute inset-0 size-full object-cover transition-opacity duration-300",
            loaded ? "opacity-100" : "opacity-0",
          )}
        />
      )}
    </span>
  );
}

function Blurred({ thumbhash }: { thumbhash: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const pixels = pixelsOf(thumbhash);
    const element = canvas.current;
    if (!pixels || !element) return;
    element.width = pixels.width;
    element.height = pixels.height;
    element.getContext("2d")?.putImageData(new ImageData(pixels.rgba, pixels.width, pixels.height), 0, 0);
  }, [thumbhash]);
  return (
    <span aria-hidden="true">
      <canvas ref={canvas} className="absolute inset-0 size-full object-cover" />
    </span>
  );
}
