/** The small pictures of a part of the grid; without a network those whose place this device remembers. */
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useThumbnails } from "@/api/thumbnails";
import type { Photo, ThumbSize } from "@/api/types";
import { useOnline } from "@/lib/browser";
import { readAddresses, writeAddresses } from "./kept";
import { hasPicture } from "./model";

export function usePictures(photos: readonly Photo[], size: ThumbSize): (id: string) => string | undefined {
  const online = useOnline();
  const ids = photos.filter(hasPicture).map(({ id }) => id);
  const urls = useThumbnails(ids, size);
  const small = size === 512;
  const remembered = useQuery({
    queryKey: ["photos", "addresses"],
    queryFn: readAddresses,
    enabled: small && !online,
    staleTime: 0,
  }).data;
  const count = urls.size;
  // biome-ignore lint/correctness/useExhaustiveDependencies: when more of them are known
  useEffect(() => {
    if (small && online && count > 0) void writeAddresses(urls);
  }, [small, online, count]);
  return (id) => urls.get(id) ?? (small ? remembered?.[id] : undefined);
}
