/** A picture of the vault by its address, which is signed anew every few minutes: its path is the picture. */
import { useEffect, useState } from "react";

/** A connection that broke, or a store that was busy. */
const WAITS_MS = [2_000, 8_000];

const pathOf = (url: string | undefined): string | undefined => url?.split("?")[0];

type Image = {
  /** For the <img>; null where there is nothing to show, or nothing now. */
  image: {
    crossOrigin: "anonymous";
    src: string;
    onLoad: () => void;
    onError: () => void;
  } | null;
  loaded: boolean;
};

/**
 * Stays with the address it began with as long as that works; one that fails gives way to the next that is signed, and else is tried
 * again: soon, and when the device is online again.
 *
 * [Note: Always with CORS] S3 says only to those who ask with CORS that they may read. A browser keeps what it was told, and the
 * service worker (sw/pictures.ts) asks with CORS: had a page asked without, before the worker took over, the kept answer would be
 * refused as long as its address lives.
 */
export function useImage(url: string | undefined): Image {
  const [shown, show] = useState(url);
  const [loaded, setLoaded] = useState<string>();
  const [failures, setFailures] = useState(0);
  const [broken, setBroken] = useState(false);
  if (pathOf(url) !== pathOf(shown) || (broken && url !== shown)) {
    show(url);
    setBroken(false);
    setFailures(0);
  }
  useEffect(() => {
    if (!broken) return;
    const wait = WAITS_MS[failures - 1];
    const timer = wait && setTimeout(() => setBroken(false), wait);
    const restart = () => {
      setBroken(false);
      setFailures(0);
    };
    window.addEventListener("online", restart);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("online", restart);
    };
  }, [broken, failures]);
  if (shown === undefined || broken) return { image: null, loaded: false };
  const path = pathOf(shown);
  return {
    image: {
      crossOrigin: "anonymous",
      src: shown,
      onLoad: () => {
        setLoaded(path);
        setFailures(0);
      },
      onError: () => {
        setBroken(true);
        setFailures(failures + 1);
      },
    },
    loaded: loaded === path,
  };
}
