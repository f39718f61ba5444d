"use client";
import { Suspense } from "react";
import { Files } from "@/features/files/Files";
import { UploadButton } from "@/features/upload/UploadButton";
import { UploadStatus } from "@/features/upload/UploadStatus";

/** The open item is a query parameter, which an export knows only in the browser: hence Suspense. */
export default function FilesPage() {
  return (
    <Suspense>
      <Files uploadButton={<UploadButton />} emptyAction={<UploadButton wide />} uploads={<UploadStatus />} />
    </Suspense>
  );
}
