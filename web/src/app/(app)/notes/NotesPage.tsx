"use client";
import { Suspense } from "react";
import { Notes } from "@/features/notes/Notes";

/** The open note is a query parameter, which an export knows only in the browser: hence Suspense. */
export default function NotesPage() {
  return (
    <Suspense>
      <Notes />
    </Suspense>
  );
}
