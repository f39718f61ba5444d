"use client";
import { lazy, Suspense, useEffect, useState } from "react";
import { FilePicker } from "./FilePicker";
import { useUploadLife } from "./queries";
import { useUploads } from "./store";

const UploadSheet = lazy(() => import("./UploadSheet").then((loaded) => ({ default: loaded.UploadSheet })));

/** Keeps the queue, the picker and the sheet alive across the signed-in pages. */
export function UploadLife() {
  useUploadLife();
  return (
    <>
      <FilePicker />
      <LazySheet />
    </>
  );
}

/** Loaded when there is something to see, so that it opens at once; stays, so that it closes as it came. */
function LazySheet() {
  const some = useUploads((state) => state.open || state.items.length > 0);
  const [wanted, setWanted] = useState(false);
  useEffect(() => {
    if (some) setWanted(true);
  }, [some]);
  return wanted ? (
    <Suspense>
      <UploadSheet />
    </Suspense>
  ) : null;
}
