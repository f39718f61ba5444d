"use client";
import { lazyScreen } from "@/components/lazyScreen";

const PhotosPage = lazyScreen(() => import("./PhotosPage"));

export const PhotosRoute = () => <PhotosPage />;
