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

/** A square of 40 px that says what kind of file this is; the name beside it says the rest. */
export function FileIcon({ mime }: { mime: string }) {
  const Glyph = glyphs[mimeFamily(mime)];
  return (
    <span
      aria-hidden="true"
      className="flex size-10 shrink-0 items-center justify-center rounded-lg bg-accent-soft text-accent"
    >
      <Glyph size={22} strokeWidth={1.5} />
    </span>
  );
}
