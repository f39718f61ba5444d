"use client";
import { useThumbnail } from "@/api/thumbnails";
import type { Node } from "@/api/types";
import { FileIcon } from "@/components/FileIcon";
import { Group } from "@/components/Group";
import { Link } from "@/components/Link";
import { Thumb } from "@/components/Thumb";
import { useSeen } from "@/lib/browser";
import { formatBytes, formatDay } from "@/lib/format";
import { useLanguage, useT } from "@/lib/i18n";
import { useRecent } from "./queries";

const href = ({ id, kind }: Node): string =>
  `/${kind === "photo" ? "photos" : "files"}/?id=${encodeURIComponent(id)}`;

/** The newest photos as a small grid; says nothing while there are none. */
export function RecentPhotos() {
  const t = useT();
  const { nodes } = useRecent("photo");
  if (!nodes || nodes.length === 0) return null;
  return (
    <Group title={t.home.recentPhotos} bare>
      <ul className="grid grid-cols-3 gap-2 sm:grid-cols-6">
        {nodes.map((node) => (
          <li key={node.id}>
            <PhotoTile node={node} />
          </li>
        ))}
      </ul>
    </Group>
  );
}

function PhotoTile({ node }: { node: Node }) {
  const [ref, seen] = useSeen<HTMLAnchorElement>();
  const url = useThumbnail(node, 512, seen);
  return (
    <Link
      ref={ref}
      href={href(node)}
      aria-label={node.name}
      className="block aspect-square overflow-hidden rounded-button bg-fill active:opacity-70"
    >
      <Thumb
        url={url}
        thumbhash={node.picture?.thumbhash}
        alt=""
        fallback={<FileIcon mime={node.mime} />}
        className="size-full"
      />
    </Link>
  );
}

/** The newest files as rows. */
export function RecentFiles() {
  const t = useT();
  const language = useLanguage();
  const { nodes } = useRecent("file");
  if (!nodes || nodes.length === 0) return null;
  return (
    <Group title={t.home.recentFiles} inset="thumb">
      <ul>
        {nodes.map((node) => (
          <li key={node.id} className="hairline">
            <Link
              href={href(node)}
              className="flex min-h-16 items-center gap-4 px-4 py-2.5 transition-colors duration-200 focus-visible:-outline-offset-3 active:bg-pressed"
            >
              <FileIcon mime={node.mime} />
              <span className="min-w-0 flex-1">
                <span className="block truncate text-body">{node.name}</span>
                <span className="block text-foot text-label-2 tabular-nums">
                  {formatBytes(node.size, language)} · {formatDay(node.created_at, new Date(), language)}
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Group>
  );
}
