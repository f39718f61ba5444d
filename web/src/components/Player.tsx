"use client";
import { type ReactNode, type SyntheticEvent, useRef, useState } from "react";

type Props = {
  sound: boolean;
  /** undefined: it is asked for. */
  url: string | undefined;
  label: string;
  /** Whether another address may help; then it is asked for, else the file cannot be played here. */
  onAgain: () => boolean;
  fallback: ReactNode;
};

type Left = { second: number; playing: boolean };
type Told = SyntheticEvent<HTMLMediaElement>;

/** Film or sound with the browser's own controls. Another address begins anew and halts it: it goes on where it was, as it was. */
export function Player({ sound, url, label, onAgain, fallback }: Props) {
  const [broken, setBroken] = useState(false);
  const left = useRef<Left | null>(null);
  if (broken) return fallback;
  const part = {
    controls: true,
    preload: "metadata",
    src: url,
    "aria-label": label,
    onError: ({ currentTarget: media }: Told) => {
      left.current = { second: media.currentTime, playing: !media.paused };
      if (!onAgain()) setBroken(true);
    },
    onLoadedMetadata: ({ currentTarget: media }: Told) => {
      if (left.current) media.currentTime = left.current.second;
      if (left.current?.playing) media.play().catch(() => undefined); // where a browser wants a tap first
      left.current = null;
    },
  } as const;
  return sound ? (
    <audio {...part} className="w-full px-3" />
  ) : (
    <video {...part} playsInline className="size-full" />
  );
}
