/** Hands a report in, by form or by file. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api";
import { unwrap } from "@/api/client";
import { connectionsQuery } from "@/api/connect";
import { ApiError } from "@/api/problem";
import type { TikTokReport } from "@/api/types";
import { decode, fits, MAX_BYTES } from "./file";

const tooLarge = (): ApiError =>
  new ApiError("audience_invalid", 0, null, [{ line: null, field: "file", reason: "too_large" }]);

async function readReport(file: File): Promise<TikTokReport> {
  if (file.size > MAX_BYTES) throw tooLarge();
  const bytes = await file.arrayBuffer().catch(() => {
    throw new ApiError("unreadable", 0);
  });
  const csv = decode(new Uint8Array(bytes));
  if (!fits(csv)) throw tooLarge();
  return { csv };
}

export function useHandIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (report: TikTokReport | File) =>
      unwrap(
        api.POST("/api/connect/tiktok/audience", {
          body: report instanceof File ? await readReport(report) : report,
        }),
      ),
    onSuccess: (connection) => {
      client.setQueryData(connectionsQuery().queryKey, (listed) =>
        listed ? [...listed.filter(({ id }) => id !== connection.id), connection] : listed,
      );
      void client.invalidateQueries({ queryKey: ["audience"] });
    },
  });
}
