"use client";
import { lazyScreen } from "@/components/lazyScreen";

const NotesPage = lazyScreen(() => import("./NotesPage"));

export const NotesRoute = () => <NotesPage />;
