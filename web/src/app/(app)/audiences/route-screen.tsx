"use client";
import { lazyScreen } from "@/components/lazyScreen";

const AudiencesPage = lazyScreen(() => import("./AudiencesPage"));

export const AudiencesRoute = () => <AudiencesPage />;
