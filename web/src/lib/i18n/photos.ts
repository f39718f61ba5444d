/** Words of the photos. */
import { part } from "./index";
import { tr } from "./photos/tr";

export type PhotosTexts = typeof tr;

export const usePhotosT = part("photos", tr);
