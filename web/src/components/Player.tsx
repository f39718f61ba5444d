"use client";
import { type ReactNode, useRef, useState } from "react";

type Props = {
  sound: boolean;
  /** undefined: it is asked for. */
  url: string | undefined;
  label: string;
  /** Whether another address may help; then it is asked for, else the file cannot be played here. */
  onAgain: () => boolean;
  fallback: ReactNode;
};

/** Film or sound with the browser's own controls. Under another address it goes on at the same second. */
export function Player({ sound, url, label, onAgain, fallback }: Props) {
  const [broken, setBroken] = useState(false);
  const at = useRef(0);
  if (broken) return fallback;
  const part = {
    controls: true,
    preload: "metadata",
    src: url,
    "aria-label": label,
    onError: ({ currentTarget }: React.SyntheticEvent<HTMLMediaElement>) => {
      at.current = currentTarget.currentTime;
      if (!onAgain()) setBroken(true);
    },
    onLoadedMetadata: ({ currentTarget }: React.SyntheticEvent<HTMLMediaElement>) => {
      if (at.current > 0) currentTarget.currentTime = at.current;
      at.current = 0;
    },
  } as const;
  return sound ? (
    <audio {...part} className="w-full px-3" />
  ) : (
    <video {...part} playsInline className="size-full" />
  );
}
