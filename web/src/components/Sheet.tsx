"use client";
import { X } from "lucide-react";
import { type MouseEvent, type ReactNode, useEffect, useId, useRef } from "react";
import { recoverFocus } from "@/lib/rowFocus";

type Props = { open: boolean; title: string; onClose: () => void; closeLabel: string; children: ReactNode };

/** A modal task on a native <dialog>: from below on a phone, centred on a wide screen. Esc and the backdrop close it. */
export function Sheet({ open, title, onClose, closeLabel, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current;
    if (open && !element?.open) element?.showModal();
    if (open || !element?.open) return;
    element.close();
    recoverFocus(); // what opened it may be gone by now
  }, [open]);
  // Back leads to another page or list, of which this sheet says nothing.
  useEffect(() => {
    if (!open) return;
    window.addEventListener("popstate", onClose);
    return () => window.removeEventListener("popstate", onClose);
  }, [open, onClose]);
  // `close` arrives later than it was closed: a sheet that was opened again meanwhile stays.
  const onClosed = () => open && !dialog.current?.open && onClose();
  const onBackdrop = (event: MouseEvent) => event.target === dialog.current && onClose();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the click is the backdrop's; Esc is the dialog's own and arrives at onClose
    <dialog ref={dialog} aria-labelledby={titleId} onClose={onClosed} onClick={onBackdrop} className="sheet">
      <div className="px-4">
        <div aria-hidden="true" className="mx-auto mt-2 h-1 w-9 rounded-full bg-separator lg:hidden" />
        <div className="flex items-center justify-between gap-3 pt-2 pb-3 lg:pt-4">
          <h2 id={titleId} className="min-w-0 px-1 text-title font-bold tracking-tight">
            {title}
          </h2>
          <button
            type="button"
            aria-label={closeLabel}
            onClick={onClose}
            className="flex size-11 shrink-0 items-center justify-center rounded-full active:opacity-60"
          >
            <span className="flex size-8 items-center justify-center rounded-full bg-fill text-label-2">
              <X aria-hidden="true" size={18} strokeWidth={2} />
            </span>
          </button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
