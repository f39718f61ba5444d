"use client";
import { lazyScreen } from "@/components/lazyScreen";

const SettingsPage = lazyScreen(() => import("./SettingsPage"));

export const SettingsRoute = () => <SettingsPage />;
