"use client";
import { ChevronRight } from "lucide-react";
import type { Node } from "@/api/types";
import { ROOT } from "@/api/vault";
import { Link } from "@/components/Link";
import { cx } from "@/lib/cx";
import { useT } from "@/lib/i18n";
import { useFilesT } from "@/lib/i18n/files";
import { addressOf } from "./address";

/** The way down to the open folder, in one line that scrolls; on a phone from the second level on, where Back is not enough. */
export function Breadcrumbs({ path }: { path: readonly Node[] }) {
  const t = useT();
  const words = useFilesT().browse;
  if (path.length === 0) return null;
  const places = [{ id: ROOT, name: t.files.title }, ...path];
  return (
    <nav
      aria-label={words.path}
      className={cx(
        "-mx-4 overflow-x-auto px-4 [scrollbar-width:none]",
        path.length < 2 && "hidden lg:block",
      )}
    >
      <ol className="flex w-max items-center text-sub">
        {places.map(({ id, name }, index) => (
          <li key={id} className="flex items-center">
            {index > 0 && (
              <ChevronRight aria-hidden="true" size={16} strokeWidth={1.5} className="text-label-2" />
            )}
            {index < places.length - 1 ? (
              <Link
                href={addressOf(id)}
                className="flex min-h-11 max-w-48 items-center rounded-md px-1.5 text-accent active:opacity-60"
              >
                <span className="truncate">{name}</span>
              </Link>
            ) : (
              <span aria-current="page" className="max-w-48 truncate px-1.5 text-label-2">
                {name}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
