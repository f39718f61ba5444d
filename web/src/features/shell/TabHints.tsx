"use client";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { meQuery } from "@/api/account";
import { connectionsQuery, needsItsUser } from "@/api/connect";
import { noteTabs } from "@/lib/tabs";

/** Tells the tabs, which are there before server state is, what the server says of this person. */
export function TabHints() {
  const role = useQuery(meQuery()).data?.role;
  const connections = useQuery({
    ...connectionsQuery(),
    enabled: role !== undefined && role !== "none",
  }).data;
  const attention = connections?.some(needsItsUser);
  useEffect(() => {
    if (role !== undefined) noteTabs({ role });
  }, [role]);
  useEffect(() => {
    if (attention !== undefined) noteTabs({ attention });
  }, [attention]);
  return null;
}
