"use client";
import { lazyScreen } from "@/components/lazyScreen";

const AudiencePage = lazyScreen(() => import("./AudiencePage"));

export const AudienceRoute = () => <AudiencePage />;
