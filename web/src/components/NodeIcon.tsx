import { Folder, NotebookText } from "lucide-react";
import { cx } from "@/lib/cx";
import { FileIcon } from "./FileIcon";

type Props = {
  kind: string;
  mime: string;
  /** For a card, where nothing else is in the picture's place. */
  large?: boolean;
};

/** What something in the vault is: a square of 40 px, or a sign that fills a card. */
export function NodeIcon({ kind, mime, large = false }: Props) {
  if (kind !== "folder" && kind !== "note") return <FileIcon mime={mime} large={large} />;
  const Glyph = kind === "folder" ? Folder : NotebookText;
  return (
    <span
      aria-hidden="true"
      className={cx(
        "flex shrink-0 items-center justify-center text-accent",
        !large && "size-10 rounded-lg bg-accent-soft",
      )}
    >
      <Glyph
        size={large ? 72 : 22}
        strokeWidth={large ? 0.75 : 1.5}
        className={cx(kind === "folder" && "fill-current/20")}
      />
    </span>
  );
}
