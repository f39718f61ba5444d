"use client";
import { ChevronRight, TriangleAlert } from "lucide-react";
import { needsItsUser, PROVIDER_NAMES } from "@/api/connect";
import { Link } from "@/components/Link";
import { useNoticesT } from "@/lib/i18n/notices";
import { useConnections, useMe } from "./queries";

/** For other pages: a connection has stopped and only its person can help. Says nothing otherwise. */
export function Attention() {
  const { banner } = useNoticesT();
  const role = useMe().data?.role;
  const connections = useConnections(role !== undefined && role !== "none");
  const waiting = connections.data?.filter(needsItsUser) ?? [];
  const [first] = waiting;
  if (!first) return null;
  return (
    <Link
      href="/connections/"
      className="mb-7 flex min-h-14 items-center gap-4 rounded-card bg-card p-4 shadow-soft transition-colors duration-200 active:bg-pressed"
    >
      <TriangleAlert aria-hidden="true" size={24} strokeWidth={1.5} className="shrink-0 text-warn" />
      <span className="min-w-0 flex-1">
        <span className="block text-body font-semibold">
          {waiting.length === 1 ? banner.one(PROVIDER_NAMES[first.provider]) : banner.many(waiting.length)}
        </span>
        <span className="block text-foot text-label-2">{banner.text}</span>
      </span>
      <ChevronRight aria-hidden="true" size={20} strokeWidth={1.5} className="shrink-0 text-label-2" />
    </Link>
  );
}
