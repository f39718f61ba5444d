/** What is being uploaded in this tab; filled by the queue. Lives outside React, so that leaving the page stops nothing. */
import { create } from "zustand";
import type { UploadItem } from "./model";

type Uploads = { items: readonly UploadItem[] };

export const useUploads = create<Uploads>()(() => ({ items: [] }));
