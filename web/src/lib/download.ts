/** Hands a file in memory to the browser's downloads. */

/** Long enough for any browser to have taken it. */
const KEPT_MS = 60_000;

export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}

/** "Bahar / 2026: deneme" -> "Bahar-2026-deneme.csv"; a title without a letter or digit is called `nameless`. */
export const fileName = (title: string, nameless: string, ending: string): string =>
  `${title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "") || nameless}.${ending}`;

/** Follows a presigned address that answers with an attachment; the page stays. */
export function followDownload(url: string, name: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
}
