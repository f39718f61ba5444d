"use client";
import { lazyScreen } from "@/components/lazyScreen";

const SearchesPage = lazyScreen(() => import("./SearchesPage"));

export const SearchesRoute = () => <SearchesPage />;
