"use client";
import { useQuery } from "@tanstack/react-query";
import { useThumbnail } from "@/api/thumbnails";
import type { Node } from "@/api/types";
import { contentQuery } from "@/api/vault";
import { NodeIcon } from "@/components/NodeIcon";
import { Player } from "@/components/Player";
import { Preview } from "@/components/Preview";
import { useFilesT } from "@/lib/i18n/files";
import { mimeFamily } from "@/lib/mime";
import { hasPreview } from "./model";

/** What can be seen or heard of an item: film and sound are played, all else is its picture. */
export function NodeMedia({ node }: { node: Node }) {
  const family = mimeFamily(node.mime);
  return node.kind !== "note" && (family === "video" || family === "audio") ? (
    <Media node={node} sound={family === "audio"} />
  ) : (
    <Picture node={node} />
  );
}

function Media({ node, sound }: { node: Node; sound: boolean }) {
  const words = useFilesT().item;
  // Another address would begin anew: it is one of its own, and changes only once it has ended.
  const asked = contentQuery(node.id, "view");
  // `isStale` is read here, as only what is read while drawing is kept up to date.
  const { data, error, isStale, refetch } = useQuery({
    ...asked,
    queryKey: [...asked.queryKey, "playing"],
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const again = () => {
    if (isStale) void refetch();
    return isStale;
  };
  if (error) return null;
  return (
    <div className={sound ? "mb-4" : `${FRAME} h-60`}>
      <Player
        sound={sound}
        url={data?.url}
        label={node.name}
        onAgain={again}
        fallback={
          <p className="px-6 py-4 text-center text-sub text-balance text-label-2">{words.unplayable}</p>
        }
      />
    </div>
  );
}

const FRAME = "mb-4 flex items-center justify-center overflow-hidden rounded-card bg-fill";

/** The picture of 1440 px where there is one, else the original of what browsers show and is not too large. */
function Picture({ node }: { node: Node }) {
  const words = useFilesT().item;
  const ready = node.picture?.state === "ready";
  const original = !ready && hasPreview(node);
  const small = useThumbnail(node, 1440, !original);
  const content = useQuery({ ...contentQuery(node.id, "view"), enabled: original });
  if (!ready && !original && !small) return null;
  return (
    <div className={`${FRAME} h-60`}>
      <Preview
        url={original ? content.data?.url : small}
        alt={words.preview(node.name)}
        fallback={<NodeIcon kind={node.kind} mime={node.mime} />}
        className="size-full object-contain"
      />
    </div>
  );
}
