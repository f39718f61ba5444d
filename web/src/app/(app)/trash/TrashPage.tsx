"use client";
import { Trash } from "@/features/trash/Trash";

export default function TrashPage() {
  return <Trash />;
}
