"use client";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { cx } from "@/lib/cx";
import { pixelsOf } from "@/lib/thumbhash";

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

/** An address is signed anew every few minutes; its path is the picture. */
const pathOf = (url: string | undefined): string | undefined => url?.split("?")[0];

/** A small picture that comes out of its blurred likeness, and gives way to an icon when there is none. */
export function Thumb({ url, thumbhash, alt, fallback, className }: Props) {
  const [shown, show] = useState(url);
  const [loaded, setLoaded] = useState<string>();
  const [broken, setBroken] = useState<string>();
  const failed = shown !== undefined && broken === shown;
  // Another picture; or the same where the address that was known had run out.
  if (pathOf(url) !== pathOf(shown) || (failed && url !== shown)) show(url);
  const path = pathOf(shown);
  if ((path === undefined || failed) && !thumbhash)
    return <span className={cx("flex items-center justify-center", className)}>{fallback}</span>;
  return (
    <span className={cx("relative block overflow-hidden bg-fill", className)}>
      {thumbhash && <Blurred thumbhash={thumbhash} />}
      {path !== undefined && !failed && (
        <img
          src={shown}
          alt={alt}
          decoding="async"
          loading="lazy"
          draggable={false}
          onLoad={() => setLoaded(path)}
          onError={() => (url === shown ? setBroken(shown) : show(url))}
          className={cx(
            "absolute inset-0 size-full object-cover transition-opacity duration-300",
            loaded === path ? "opacity-100" : "opacity-0",
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
