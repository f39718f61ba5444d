"use client";
import { lazyScreen } from "@/components/lazyScreen";

const TrashPage = lazyScreen(() => import("./TrashPage"));

export const TrashRoute = () => <TrashPage />;
