"use client";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { Link2Off, TriangleAlert } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";
import { ApiError, errorText, isTransient } from "@/api/problem";
import type { Shared as About } from "@/api/types";
import { Group } from "@/components/Group";
import { Mark } from "@/components/Mark";
import { SkeletonRows } from "@/components/Skeleton";
import { Failure, Notice } from "@/components/State";
import { formatMoment } from "@/lib/format";
import { useLanguage, useT } from "@/lib/i18n";
import { useFilesT } from "@/lib/i18n/files";
import { Lock } from "./Lock";
import { useShared } from "./queries";
import { SharedFile } from "./SharedFile";
import { SharedFolder } from "./SharedFolder";

const makeClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        networkMode: "always",
        retry: (count, error) =>
          count < 2 && isTransient(error) && !(error instanceof ApiError && error.status === 429),
      },
      mutations: { networkMode: "always" },
    },
  });

/** The page of a link: what somebody shares, for whoever has the link and perhaps its password. */
export function Shared() {
  const [client] = useState(makeClient);
  const token = useSearchParams().get("t") ?? "";
  return (
    <QueryClientProvider client={client}>
      <SharedPage token={token} />
    </QueryClientProvider>
  );
}

function SharedPage({ token }: { token: string }) {
  const t = useT();
  const words = useFilesT().shared;
  const language = useLanguage();
  const query = useShared(token);
  const about = query.data;
  const title = about?.name ?? words.title;
  useEffect(() => {
    document.title = `${title} · Infofluencer`;
  }, [title]);
  const gone = token === "" || (query.error instanceof ApiError && [404, 422].includes(query.error.status));
  return (
    <main className="mx-auto flex min-h-dvh max-w-2xl flex-col px-4 pt-[calc(var(--safe-top)+1.5rem)] pb-8 lg:px-8">
      <header className="mb-6 flex items-center gap-3">
        <Mark className="size-9 shrink-0" />
        <p className="text-sub text-label-2">{words.by}</p>
      </header>
      <h1 className="mb-1 text-large font-bold tracking-tight text-balance wrap-anywhere">{title}</h1>
      <p className="mb-5 text-sub text-label-2">
        {about && !about.needs_password && about.allow_download === false && `${words.viewOnly}. `}
        {about?.expires_at && words.until(formatMoment(about.expires_at, language))}
      </p>
      {about && !gone ? (
        <Content token={token} about={about} />
      ) : (
        <Group>
          {gone ? (
            <Notice role="alert" icon={Link2Off} title={words.gone} text={words.goneText} />
          ) : query.error ? (
            <Failure
              icon={TriangleAlert}
              text={errorText(query.error, t)}
              onRetry={() => void query.refetch()}
            />
          ) : (
            <SkeletonRows count={2} />
          )}
        </Group>
      )}
    </main>
  );
}

function Content({ token, about }: { token: string; about: About }) {
  if (about.needs_password) return <Lock token={token} />;
  return about.kind === "folder" ? (
    <SharedFolder token={token} about={about} />
  ) : (
    <SharedFile token={token} about={about} />
  );
}
