"use client";
import { Suspense } from "react";
import { Files } from "@/features/files/Files";
import { UploadButton } from "@/features/upload/UploadButton";
import { UploadList } from "@/features/upload/UploadList";

/** Folder and open item are query parameters, which an export knows only in the browser: hence Suspense. */
export default function FilesPage() {
  return (
    <Suspense>
      <Files
        uploadButton={() => <UploadButton />}
        emptyAction={() => <UploadButton wide />}
        uploads={<UploadList />}
      />
    </Suspense>
  );
}
