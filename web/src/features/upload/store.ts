/** What is being uploaded, as the leading tab tells it. Lives outside React, so that leaving the page stops nothing. */
import { create } from "zustand";
import type { Held } from "./gate";
import type { UploadItem } from "./model";

type Uploads = {
  items: readonly UploadItem[];
  /** Why the owner's rules let nothing go now. */
  held: Held | null;
  /** The sheet with all of it is open. */
  open: boolean;
};

export const useUploads = create<Uploads>()(() => ({ items: [], held: null, open: false }));

export const openUploads = (open: boolean): void => useUploads.setState({ open });
