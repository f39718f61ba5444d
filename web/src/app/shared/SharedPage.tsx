"use client";
import { Shared } from "@/features/shared/Shared";

export default function SharedPage() {
  return <Shared />;
}
