"use client";
import { lazyScreen } from "@/components/lazyScreen";

const ConnectionsPage = lazyScreen(() => import("./ConnectionsPage"));

export const ConnectionsRoute = () => <ConnectionsPage />;
