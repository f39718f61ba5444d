"use client";
import type { ReactNode } from "react";
import { ScreenSkeleton } from "@/components/Skeleton";
import { useTabHints } from "@/lib/tabs";
import { useMe } from "./queries";
import { RoleChoice } from "./RoleChoice";
import { usePutOff } from "./store";

type Props = { children: ReactNode; skippable?: boolean };

/** Asks once what a person is here for; what lies behind is shown as soon as that is known, or where it cannot be asked. */
export function RoleGate({ children, skippable = false }: Props) {
  const me = useMe();
  const hint = useTabHints((state) => state.role);
  const { later, putOff } = usePutOff();
  const role = me.data?.role ?? hint;
  if (role !== "none" || me.error || (skippable && later)) return children;
  if (!me.data) return <ScreenSkeleton />;
  return <RoleChoice {...(skippable ? { onLater: putOff } : {})} />;
}
