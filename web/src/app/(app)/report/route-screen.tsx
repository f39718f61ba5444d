"use client";
import { lazyScreen } from "@/components/lazyScreen";

const ReportPage = lazyScreen(() => import("./ReportPage"));

export const ReportRoute = () => <ReportPage />;
