"use client";
import { FileSearch } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { type ReactNode, useRef } from "react";
import type { Node } from "@/api/types";
import { Screen } from "@/components/Screen";
import { Segmented } from "@/components/Segmented";
import { Sheet } from "@/components/Sheet";
import { Notice } from "@/components/State";
import { useWide } from "@/lib/browser";
import { cx } from "@/lib/cx";
import { useT } from "@/lib/i18n";
import { NodeDetail } from "./NodeDetail";
import { NodeList } from "./NodeList";
import { useNode, useNodes } from "./queries";
import { useFilesView } from "./store";

type Props = { uploadButton: ReactNode; emptyAction: ReactNode; uploads: ReactNode };

/** All stored items; the open one is in the address (?id=), beside the list when there is room, else in a sheet. */
export function Files({ uploadButton, emptyAction, uploads }: Props) {
  const t = useT();
  const wide = useWide();
  const router = useRouter();
  const id = useSearchParams().get("id");
  const { filter, setFilter } = useFilesView();
  const list = useNodes(filter);
  const { node, missing } = useNode(id, list.nodes);
  const open = (next: string) => router.push(`/files/?id=${encodeURIComponent(next)}`, { scroll: false });
  const close = () => router.replace("/files/", { scroll: false });
  const held = useHeld(node);
  const detail = node && <NodeDetail key={node.id} node={node} onGone={close} />;
  const filters = (["all", "photo", "file"] as const).map((value) => ({ value, label: t.files[value] }));

  // On a wide screen the bar's button ends where the list does: the detail column and its gap make 24rem.
  return (
    <Screen title={t.files.title} action={<div className="lg:me-96">{uploadButton}</div>}>
      <div className="lg:grid lg:grid-cols-[minmax(0,1fr)_22rem] lg:items-start lg:gap-8">
        <div className="min-w-0">
          <div className="mb-5">
            <Segmented
              name="filter"
              label={t.files.filter}
              options={filters}
              value={filter}
              onChange={setFilter}
            />
          </div>
          <div className="peer">{uploads}</div>
          {/* What is on its way says enough while nothing is here yet. */}
          <div className={cx(list.nodes?.length === 0 && "peer-not-empty:hidden")}>
            <NodeList filter={filter} list={list} selected={id} onOpen={open} emptyAction={emptyAction} />
          </div>
        </div>
        {wide && (
          <aside aria-label={t.files.details} className="sticky top-20 rounded-card">
            {detail ? (
              <>
                <h2 className="mb-3 px-1 text-title font-bold tracking-tight">{node.name}</h2>
                {detail}
              </>
            ) : (
              <Notice icon={FileSearch} title={missing ? t.files.gone : t.files.pick} />
            )}
          </aside>
        )}
      </div>
      {!wide && (
        <Sheet
          open={id !== null && (node !== undefined || missing)}
          title={held?.name ?? t.files.details}
          closeLabel={t.action.close}
          onClose={close}
        >
          {held ? (
            <NodeDetail key={`${held.id}${id === null}`} node={held} onGone={close} />
          ) : (
            <Notice icon={FileSearch} title={t.files.gone} />
          )}
        </Sheet>
      )}
    </Screen>
  );
}

/** The last item shown: a sheet on its way out keeps its content. */
function useHeld(node: Node | undefined): Node | undefined {
  const last = useRef(node);
  if (node) last.current = node;
  return node ?? last.current;
}
