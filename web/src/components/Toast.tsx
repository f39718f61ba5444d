"use client";
import { useEffect } from "react";
import { create } from "zustand";

type Action = { label: string; run: () => void };
type Toast = { id: number; text: string; action: Action | null };
type Toasts = { toast: Toast | null; show: (text: string, action?: Action) => void; hide: () => void };

const SHOWN_MS = 4000;
/** Long enough to read, decide and reach the button. */
const UNDO_MS = 10_000;
let last = 0;

/** One short message at a time, with a way back where there is one; said politely to screen readers. */
export const useToast = create<Toasts>()((set) => ({
  toast: null,
  show: (text, action) => {
    last += 1;
    set({ toast: { id: last, text, action: action ?? null } });
  },
  hide: () => set({ toast: null }),
}));

export function ToastOutlet() {
  const toast = useToast((state) => state.toast);
  const hide = useToast((state) => state.hide);
  useEffect(() => {
    if (!toast) return;
    const timer = setTimeout(hide, toast.action ? UNDO_MS : SHOWN_MS);
    return () => clearTimeout(timer);
  }, [toast, hide]);
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-4 bottom-[calc(var(--tabs)+var(--safe-bottom)+1rem)] z-30 flex justify-center lg:bottom-8 print:hidden"
    >
      {toast && (
        <div
          key={toast.id}
          className="flex animate-rise items-center gap-1 rounded-full bg-label ps-5 pe-2 text-sub font-medium text-bg shadow-soft"
        >
          <p className="py-3 pe-3">{toast.text}</p>
          {toast.action && <ActionButton action={toast.action} onDone={hide} />}
        </div>
      )}
    </div>
  );
}

function ActionButton({ action, onDone }: { action: Action; onDone: () => void }) {
  const act = () => {
    onDone();
    action.run();
  };
  return (
    <button
      type="button"
      onClick={act}
      className="pointer-events-auto min-h-11 shrink-0 rounded-full px-3 font-semibold underline underline-offset-2 active:opacity-60"
    >
      {action.label}
    </button>
  );
}
