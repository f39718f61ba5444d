"use client";
import { lazyScreen } from "@/components/lazyScreen";

const ListsPage = lazyScreen(() => import("./ListsPage"));

export const ListsRoute = () => <ListsPage />;
