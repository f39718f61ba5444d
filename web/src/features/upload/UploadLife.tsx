"use client";
import { FilePicker } from "./FilePicker";
import { useUploadLife } from "./queries";

/** Keeps the queue and the picker alive across the signed-in pages. */
export function UploadLife() {
  useUploadLife();
  return <FilePicker />;
}
