"use client";
import { Suspense } from "react";
import { Photos } from "@/features/photos/Photos";

/** What is shown is a query parameter, which an export knows only in the browser: hence Suspense. */
export default function PhotosPage() {
  return (
    <Suspense>
      <Photos />
    </Suspense>
  );
}
