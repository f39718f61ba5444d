import { Camera, ChartColumn, type LucideIcon, Music2, SquarePlay } from "lucide-react";

/** Own glyphs, not the providers' marks, whose rules of use differ. */
const glyphs: Readonly<Record<string, LucideIcon>> = {
  ga4: ChartColumn,
  instagram: Camera,
  youtube: SquarePlay,
  tiktok: Music2,
};

/** A square of 40 px that says which service this is; its name stands beside it. */
export function ProviderIcon({ provider }: { provider: string }) {
  const Glyph = glyphs[provider] ?? ChartColumn;
  return (
    <span
      aria-hidden="true"
      className="flex size-10 shrink-0 items-center justify-center rounded-lg bg-accent-soft text-accent"
    >
      <Glyph size={22} strokeWidth={1.5} />
    </span>
  );
}
