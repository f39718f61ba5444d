"use client";
import { lazy, Suspense } from "react";
import { ArchiveNote } from "@/features/archives/ArchiveNote";
import { Photos } from "@/features/photos/Photos";
import { UploadButton } from "@/features/upload/UploadButton";
import { UploadStatus } from "@/features/upload/UploadStatus";

const MakeArchive = lazy(() => import("@/features/archives/MakeArchive"));

/** What is shown is a query parameter, which an export knows only in the browser: hence Suspense. */
export default function PhotosPage() {
  return (
    <Suspense>
      <Photos
        uploadButton={<UploadButton />}
        emptyAction={<UploadButton wide />}
        uploads={<UploadStatus />}
        archives={<ArchiveNote />}
        zip={(wish, onBegun) => <MakeArchive wish={wish} onBegun={onBegun} />}
      />
    </Suspense>
  );
}
