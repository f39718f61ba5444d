/** One call at a time from a form: pending, done, failed. For pages that do without the server-state library. */
import { useState } from "react";

type Progress = { status: "idle" | "pending" | "done"; error: unknown };
const IDLE: Progress = { status: "idle", error: null };

export type Action<Input> = {
  pending: boolean;
  done: boolean;
  error: unknown;
  /** Resolves to whether it went well; a failure is in `error` and handed to `onError`. */
  run: (input: Input, onError?: (error: unknown) => void) => Promise<boolean>;
  reset: () => void;
};

export function useAction<Input>(call: (input: Input) => Promise<void>): Action<Input> {
  const [{ status, error }, set] = useState(IDLE);
  return {
    pending: status === "pending",
    done: status === "done",
    error,
    reset: () => set(IDLE),
    run: async (input, onError) => {
      set({ status: "pending", error: null });
      try {
        await call(input);
        set({ status: "done", error: null });
        return true;
      } catch (failure) {
        set({ status: "idle", error: failure });
        onError?.(failure);
        return false;
      }
    },
  };
}
