/** Media types: from a file name where the browser gives none, and in the few families a person tells apart. Pure. */

const FALLBACK = "application/octet-stream";

/** Only what browsers are known to leave empty. */
const BY_EXTENSION: Readonly<Record<string, string>> = {
  heic: "image/heic",
  heif: "image/heif",
  avif: "image/avif",
  dng: "image/x-adobe-dng",
  md: "text/markdown",
  csv: "text/csv",
  "7z": "application/x-7z-compressed",
  rar: "application/vnd.rar",
};

/** RFC 6838 names without parameters, lower case. */
const TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*$/;

export function mimeOf(name: string, type: string): string {
  const given = (type.split(";")[0] ?? "").trim().toLowerCase();
  if (TYPE.test(given)) return given;
  return BY_EXTENSION[name.split(".").pop()?.toLowerCase() ?? ""] ?? FALLBACK;
}

export type MimeFamily =
  | "image"
  | "video"
  | "audio"
  | "pdf"
  | "text"
  | "archive"
  | "sheet"
  | "document"
  | "other";

const FAMILIES: readonly [RegExp, MimeFamily][] = [
  [/^image\//, "image"],
  [/^video\//, "video"],
  [/^audio\//, "audio"],
  [/pdf$/, "pdf"],
  [/csv|spreadsheet|excel/, "sheet"],
  [/word|opendocument\.text|presentation|powerpoint|rtf/, "document"],
  [/zip|rar|7z|tar/, "archive"],
  [/^text\/|json|xml/, "text"],
];

export const mimeFamily = (mime: string): MimeFamily =>
  FAMILIES.find(([pattern]) => pattern.test(mime))?.[1] ?? "other";

/** What an <img> shows everywhere; HEIC only Safari can. */
export const isPreviewable = (mime: string): boolean =>
  /^image\/(jpeg|png|gif|webp|avif|svg\+xml|bmp)$/.test(mime);

const INLINE = new Set([
  "image/jpeg",
  "image/png",
  "image/webp",
  "image/avif",
  "image/gif",
  "video/mp4",
  "video/webm",
  "audio/mpeg",
]);

/** What the server hands out to be looked at, by its bytes (functions/vault/core/media.py); the rest is a download. */
export const isInline = (mime: string): boolean => INLINE.has(mime);

/** `image/*` takes every picture, `application/pdf` itself; as the server compares (functions/vault/rules/rules.py). */
export const isOneOf = (mime: string, types: readonly string[]): boolean =>
  types.some((type) => (type.endsWith("/*") ? mime.startsWith(type.slice(0, -1)) : mime === type));
