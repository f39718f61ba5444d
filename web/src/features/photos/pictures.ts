/** The small pictures of a part of the grid. */
import { useThumbnails } from "@/api/thumbnails";
import type { Photo, ThumbSize } from "@/api/types";
import { hasPicture } from "./model";

export function usePictures(photos: readonly Photo[], size: ThumbSize): (id: string) => string | undefined {
  const urls = useThumbnails(
    photos.filter(hasPicture).map(({ id }) => id),
    size,
  );
  return (id) => urls.get(id);
}
