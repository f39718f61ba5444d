/** For tests of features whose open item is in the address. */
import {
  AppRouterContext,
  type AppRouterInstance,
} from "next/dist/shared/lib/app-router-context.shared-runtime";
import { SearchParamsContext } from "next/dist/shared/lib/hooks-client-context.shared-runtime";
import { type ReactNode, useMemo, useState } from "react";

/** A router that is only the address, as a browser without a server has it. */
export function Address({ start, children }: { start: string; children: ReactNode }) {
  const [search, setSearch] = useState(start);
  const router = useMemo(() => {
    const go = (href: string) => setSearch(href.split("?")[1] ?? "");
    return { push: go, replace: go, prefetch: () => undefined } as unknown as AppRouterInstance;
  }, []);
  return (
    <AppRouterContext value={router}>
      <SearchParamsContext value={useMemo(() => new URLSearchParams(search), [search])}>
        {children}
      </SearchParamsContext>
    </AppRouterContext>
  );
}
