"use client";
import { Suspense } from "react";
import { Attention } from "@/features/connections/Attention";
import { Dashboard } from "@/features/dashboard/Dashboard";
import { RoleGate } from "@/features/role/RoleGate";
import { UploadButton } from "@/features/upload/UploadButton";
import { UploadStatus } from "@/features/upload/UploadStatus";

export default function HomePage() {
  return (
    <RoleGate skippable>
      <Dashboard
        notice={
          <Suspense>
            <Attention />
          </Suspense>
        }
        uploadButton={<UploadButton wide />}
        uploadStatus={<UploadStatus />}
      />
    </RoleGate>
  );
}
