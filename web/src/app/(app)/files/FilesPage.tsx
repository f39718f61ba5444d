"use client";
import { lazy, Suspense } from "react";
import { ArchiveNote } from "@/features/archives/ArchiveNote";
import { Files } from "@/features/files/Files";
import { DropArea } from "@/features/upload/DropArea";
import { NewVersion } from "@/features/upload/NewVersion";
import { UploadButton } from "@/features/upload/UploadButton";
import { UploadStatus } from "@/features/upload/UploadStatus";

const MakeArchive = lazy(() => import("@/features/archives/MakeArchive"));

/** Folder and open item are query parameters, which an export knows only in the browser: hence Suspense. */
export default function FilesPage() {
  return (
    <Suspense>
      <Files
        uploadButton={(folder) => (
          <>
            <UploadButton parentId={folder} />
            <DropArea parentId={folder} />
          </>
        )}
        emptyAction={(folder) => <UploadButton wide parentId={folder} />}
        uploads={<UploadStatus />}
        archives={<ArchiveNote />}
        newVersion={(node) => <NewVersion node={node} />}
        zip={(wish, onBegun) => <MakeArchive wish={wish} onBegun={onBegun} />}
      />
    </Suspense>
  );
}
