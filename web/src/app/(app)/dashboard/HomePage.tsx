"use client";
import { Dashboard } from "@/features/dashboard/Dashboard";
import { UploadButton } from "@/features/upload/UploadButton";
import { UploadStatus } from "@/features/upload/UploadStatus";

export default function HomePage() {
  return <Dashboard uploadButton={<UploadButton wide />} uploadStatus={<UploadStatus />} />;
}
