"use client";
import { Deletion } from "@/features/deletion/Deletion";

export default function DeletionPage() {
  return <Deletion />;
}
