"use client";
import { lazyScreen } from "@/components/lazyScreen";

const MatchPage = lazyScreen(() => import("./MatchPage"));

export const MatchRoute = () => <MatchPage />;
