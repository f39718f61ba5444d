"use client";
import { type ChangeEvent, useEffect, useRef } from "react";
import { useT } from "@/lib/i18n";
import type { AddOptions } from "./engine";
import { useUploadActions } from "./queries";

let input: HTMLInputElement | null = null;
let chosenFor: AddOptions = {};

/** Has to run inside a tap: browsers open the picker for nothing else. A version is one file. */
export const openPicker = (options: AddOptions = {}): void => {
  chosenFor = options;
  if (!input) return;
  input.multiple = !options.versionOf;
  input.click();
};

/** The one file input of the app, which every upload button opens. */
export function FilePicker() {
  const t = useT();
  const uploads = useUploadActions();
  const own = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input = own.current;
    return () => {
      input = null;
    };
  }, []);
  const pick = (event: ChangeEvent<HTMLInputElement>) => {
    const files = [...(event.target.files ?? [])];
    event.target.value = "";
    if (files.length > 0) uploads.add(files, chosenFor);
    chosenFor = {};
  };
  return <input ref={own} type="file" multiple hidden aria-label={t.upload.input} onChange={pick} />;
}
