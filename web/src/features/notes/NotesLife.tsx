"use client";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { meQuery } from "@/api/account";
import { claimDevice } from "@/lib/deviceData";
import { hasDrafts } from "./drafts";

/** On every signed-in page: what this device has kept is of this person, and unsaved words go out, whatever page was opened. */
export function NotesLife() {
  const me = useQuery(meQuery()).data?.id;
  useEffect(() => {
    if (me === undefined) return;
    claimDevice(me);
    const bring = () => import("./desk").then(({ theDesk }) => theDesk().bring());
    if (hasDrafts(localStorage)) void bring().catch(() => undefined);
  }, [me]);
  return null;
}
