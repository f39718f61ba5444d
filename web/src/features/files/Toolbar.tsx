"use client";
import { LayoutGrid, List, Star } from "lucide-react";
import type { ReactNode } from "react";
import type { Scope } from "@/api/vault";
import { OneChip } from "@/components/Chip";
import { Picker } from "@/components/Picker";
import { SearchField } from "@/components/SearchField";
import { cx } from "@/lib/cx";
import { useFilesT } from "@/lib/i18n/files";
import { sortsOf, TYPES, type TypeName } from "./model";
import { useFilesView, useFilter, useSelection } from "./store";

/** Search, types, order, favourites, list or grid, and the beginning of a selection. */
export function Toolbar({ scope, selectable }: { scope: Scope; selectable: boolean }) {
  const words = useFilesT();
  const { layout, setLayout, setSort } = useFilesView();
  const { q, favourites, search, setFavourites } = useFilter();
  const begin = useSelection((state) => state.begin);
  const grid = layout === "grid";
  return (
    <div className="mb-3">
      <SearchField label={words.browse.search} value={q} onChange={search} />
      <Types />
      <div className="mt-1 flex items-center gap-1">
        <Picker
          label={words.browse.sort}
          options={sortsOf(scope).map((value) => ({ value, label: words.browse[value] }))}
          value={scope.sort ?? "newest"}
          onChange={setSort}
        />
        <span className="flex-1" />
        <Toggle
          label={words.browse.favourites}
          pressed={favourites}
          onClick={() => setFavourites(!favourites)}
        >
          <Star aria-hidden="true" size={22} strokeWidth={1.5} className={cx(favourites && "fill-current")} />
        </Toggle>
        <Toggle
          label={grid ? words.browse.asList : words.browse.asGrid}
          onClick={() => setLayout(grid ? "list" : "grid")}
        >
          {grid ? (
            <List aria-hidden="true" size={22} strokeWidth={1.5} />
          ) : (
            <LayoutGrid aria-hidden="true" size={22} strokeWidth={1.5} />
          )}
        </Toggle>
        <button
          type="button"
          disabled={!selectable}
          onClick={() => begin()}
          className="min-h-11 rounded-button ps-2 text-sub font-medium text-accent active:opacity-60 disabled:opacity-45"
        >
          {words.select.begin}
        </button>
      </div>
    </div>
  );
}

const NAMES = [null, ...(Object.keys(TYPES) as TypeName[])];

/** One row, which a finger pushes aside where it is too long. */
function Types() {
  const words = useFilesT().browse;
  const { type, setType } = useFilter();
  return (
    <fieldset
      aria-label={words.type}
      className="-mx-4 mt-3 flex min-w-0 gap-2 scroll-px-4 overflow-x-auto px-4 [scrollbar-width:none] lg:mx-0 lg:flex-wrap lg:px-0"
    >
      {NAMES.map((name) => (
        <OneChip
          key={name}
          group="type"
          label={words.types[name ?? "all"]}
          checked={type === name}
          onChange={() => setType(name)}
        />
      ))}
    </fieldset>
  );
}

type ToggleProps = { label: string; pressed?: boolean; onClick: () => void; children: ReactNode };

function Toggle({ label, pressed, onClick, children }: ToggleProps) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={pressed}
      onClick={onClick}
      className={cx(
        "flex size-11 items-center justify-center rounded-button text-accent active:opacity-60",
        pressed && "bg-accent-soft",
      )}
    >
      {children}
    </button>
  );
}
