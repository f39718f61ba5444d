"use client";
import { useEffect } from "react";
import { create } from "zustand";

type Toast = { id: number; text: string };
type Toasts = { toast: Toast | null; show: (text: string) => void; hide: () => void };

const SHOWN_MS = 4000;
let last = 0;

/** One short message at a time; said politely to screen readers. */
export const useToast = create<Toasts>()((set) => ({
  toast: null,
  show: (text) => {
    last += 1;
    set({ toast: { id: last, text } });
  },
  hide: () => set({ toast: null }),
}));

export function ToastOutlet() {
  const toast = useToast((state) => state.toast);
  const hide = useToast((state) => state.hide);
  useEffect(() => {
    if (!toast) return;
    const timer = setTimeout(hide, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [toast, hide]);
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-4 bottom-[calc(var(--tabs)+var(--safe-bottom)+1rem)] z-30 flex justify-center lg:bottom-8"
    >
      {toast && (
        <p
          key={toast.id}
          className="animate-rise rounded-full bg-label px-5 py-3 text-sub font-medium text-bg shadow-soft"
        >
          {toast.text}
        </p>
      )}
    </div>
  );
}
