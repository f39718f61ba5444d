/** What is being uploaded in this tab; filled by the queue. Lives outside React, so that leaving the page stops nothing. */
import { create } from "zustand";
import type { Held } from "./gate";
import type { UploadItem } from "./model";

type Uploads = {
  items: readonly UploadItem[];
  /** Why the owner's rules let nothing go now. */
  held: Held | null;
};

export const useUploads = create<Uploads>()(() => ({ items: [], held: null }));
