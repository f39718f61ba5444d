"use client";
import { Broken } from "@/features/shell/Lost";

export default function ErrorPage() {
  return <Broken />;
}
