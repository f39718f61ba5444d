"use client";
import { Plus, X } from "lucide-react";
import { Group } from "@/components/Group";
import { IconButton } from "@/components/IconButton";
import { cx } from "@/lib/cx";
import { useProfileT } from "@/lib/i18n/profile";
import { type LinkDraft, MOST } from "./model";

type Props = { links: readonly LinkDraft[]; wrong: boolean; onChange: (links: LinkDraft[]) => void };

/** A name and an address each; an empty row is not sent. */
export function LinkFields({ links, wrong, onChange }: Props) {
  const words = useProfileT();
  const change = (key: number, next: Partial<LinkDraft>) =>
    onChange(links.map((link) => (link.key === key ? { ...link, ...next } : link)));
  const add = () => {
    const key = Math.max(-1, ...links.map((link) => link.key)) + 1;
    onChange([...links, { key, label: "", url: "" }]);
  };
  const box =
    "min-h-12 w-full min-w-0 bg-transparent text-body placeholder:text-label-2 focus-visible:-outline-offset-3";
  return (
    <Group title={words.link}>
      {links.map(({ key, label, url }, index) => (
        <div key={key} className="hairline flex items-center ps-4 pe-1">
          <div className="min-w-0 flex-1">
            <input
              type="text"
              autoComplete="off"
              maxLength={60}
              aria-label={words.linkLabelOf(index + 1)}
              placeholder={words.linkLabel}
              value={label}
              onChange={(event) => change(key, { label: event.target.value })}
              className={box}
            />
            <input
              type="url"
              inputMode="url"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              maxLength={500}
              aria-label={words.linkUrlOf(index + 1)}
              placeholder="https://"
              value={url}
              onChange={(event) => change(key, { url: event.target.value })}
              aria-invalid={wrong || undefined}
              className={cx(box, wrong && "text-bad")}
            />
          </div>
          <IconButton
            icon={X}
            label={words.take(label || words.link)}
            onClick={() => onChange(links.filter((link) => link.key !== key))}
          />
        </div>
      ))}
      {links.length < MOST.links && (
        <button
          type="button"
          onClick={add}
          className="flex min-h-12 w-full items-center gap-2 px-4 text-body text-accent focus-visible:-outline-offset-3 active:bg-pressed"
        >
          <Plus aria-hidden="true" size={20} strokeWidth={1.5} />
          {words.addLink}
        </button>
      )}
    </Group>
  );
}
