import {
  FileArchive,
  FileAudio,
  File as FileGlyph,
  FileImage,
  FileSpreadsheet,
  FileText,
  FileVideo,
  type LucideIcon,
} from "lucide-react";
import { cx } from "@/lib/cx";
import { type MimeFamily, mimeFamily } from "@/lib/mime";

const glyphs: Record<MimeFamily, LucideIcon> = {
  image: FileImage,
  video: FileVideo,
  audio: FileAudio,
  pdf: FileText,
  text: FileText,
  archive: FileArchive,
  sheet: FileSpreadsheet,
  document: FileText,
  other: FileGlyph,
};

/** What kind of file this is, as a square of 40 px or a sign that fills a card; the name beside it says the rest. */
export function FileIcon({ mime, large = false }: { mime: string; large?: boolean }) {
  const Glyph = glyphs[mimeFamily(mime)];
  return (
    <span
      aria-hidden="true"
      className={cx(
        "flex shrink-0 items-center justify-center text-accent",
        !large && "size-10 rounded-lg bg-accent-soft",
      )}
    >
      <Glyph size={large ? 72 : 22} strokeWidth={large ? 0.75 : 1.5} />
    </span>
  );
}
