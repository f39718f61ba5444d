"use client";
import { lazyScreen } from "@/components/lazyScreen";

const InfluencerPage = lazyScreen(() => import("./InfluencerPage"));

export const InfluencerRoute = () => <InfluencerPage />;
