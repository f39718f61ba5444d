/** English: the same keys as Turkish. */
import type { PhotosTexts } from "../photos";

export const en: PhotosTexts = { title: "Photos" };
