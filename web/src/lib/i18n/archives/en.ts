/** English: ZIP files. */
import type { ArchivesTexts } from "../archives";

export const en: ArchivesTexts = {
  title: "ZIP files",
  asking: "Putting it in the queue.",
  queued: "In the queue, starting in a moment.",
  packing: "Packing. You can leave this page; you will find it here when it is ready.",
  ready: (when) => `Ready. It can be downloaded until ${when}.`,
  failed: "The ZIP could not be made. Please try again.",
  tooMany: "At most 3 ZIPs are packed at a time. Try again when one is done.",
  volumes: "Parts",
  download: "Download:",
  again: "Try again",
  asked: (when) => `Asked for ${when}`,
  isPacking: "Packing a ZIP",
  isReady: "The ZIP is ready",
  isFailed: "The ZIP could not be made",
  hide: "Hide the ZIP notice",
};
