"use client";
import { type ComponentType, type LazyExoticComponent, lazy } from "react";

/**
 * A part that is needed only once the session is known. Its file starts loading with the page, beside the refresh call,
 * but is not in the way of the first paint and of hydration.
 */
export function lazyScreen<Props>(
  load: () => Promise<{ default: ComponentType<Props> }>,
): LazyExoticComponent<ComponentType<Props>> {
  const early = typeof window === "undefined" ? null : load();
  early?.catch(() => undefined);
  return lazy(() => early ?? load());
}
