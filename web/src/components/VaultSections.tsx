"use client";
import { cx } from "@/lib/cx";
import { useT } from "@/lib/i18n";
import { Link } from "./Link";

const SECTIONS = ["files", "photos", "notes", "trash"] as const;
export type VaultSection = (typeof SECTIONS)[number];

/** The parts of the vault, each a page of its own: links in the form of a segmented control. */
export function VaultSections({ current }: { current: VaultSection }) {
  const t = useT();
  return (
    <nav aria-label={t.nav.vault} className="mb-4">
      <ul className="flex rounded-button bg-fill p-0.5">
        {SECTIONS.map((section) => (
          <li key={section} className="flex flex-auto">
            <Link
              href={`/${section}/`}
              aria-current={section === current ? "page" : undefined}
              className={cx(
                "flex min-h-11 flex-1 items-center justify-center rounded-[0.625rem] px-2 text-sub transition-[background-color,box-shadow] duration-200",
                section === current
                  ? "bg-thumb font-semibold shadow-[0_1px_3px_rgb(0_0_0/.12)]"
                  : "active:opacity-60",
              )}
            >
              {t.nav[section]}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
