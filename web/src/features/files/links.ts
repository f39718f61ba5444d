/** The address of a shared item, and its way to the clipboard. */
import type { Share } from "@/api/types";

export const linkOf = ({ token }: Pick<Share, "token">): string =>
  `${window.location.origin}/shared/?t=${encodeURIComponent(token)}`;

/** Whether it went well: browsers may refuse, above all some time after the tap. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
