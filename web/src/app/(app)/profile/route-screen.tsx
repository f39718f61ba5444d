"use client";
import { lazyScreen } from "@/components/lazyScreen";

const ProfilePage = lazyScreen(() => import("./ProfilePage"));

export const ProfileRoute = () => <ProfilePage />;
