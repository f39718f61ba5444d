"use client";
import { lazyScreen } from "@/components/lazyScreen";

const FilesPage = lazyScreen(() => import("./FilesPage"));

export const FilesRoute = () => <FilesPage />;
