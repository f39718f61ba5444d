"use client";
import { lazyScreen } from "@/components/lazyScreen";

const HomePage = lazyScreen(() => import("./HomePage"));

export const HomeRoute = () => <HomePage />;
