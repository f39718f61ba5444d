"use client";
import { Plus, Target, TriangleAlert } from "lucide-react";
import { useEffect } from "react";
import { errorText } from "@/api/problem";
import type { NamedAudience } from "@/api/types";
import { Button, buttonClass } from "@/components/Button";
import { Group, Row } from "@/components/Group";
import { Link } from "@/components/Link";
import { Screen } from "@/components/Screen";
import { SkeletonRows } from "@/components/Skeleton";
import { Failure, Notice } from "@/components/State";
import { audienceName } from "@/lib/audienceName";
import { useLanguage, useT } from "@/lib/i18n";
import { useAudienceT } from "@/lib/i18n/audience";
import { useListsT } from "@/lib/i18n/lists";
import { useMatchT } from "@/lib/i18n/match";
import { useProfileT } from "@/lib/i18n/profile";
import { headline, parted } from "./model";
import { useAudiences } from "./queries";
import { useTasks } from "./store";
import { TaskSheet } from "./TaskSheet";

/** Whom a company wants to reach: what Google Analytics tells, and what it defines itself. */
export function Audiences() {
  const t = useT();
  const words = useProfileT().audiences;
  const match = useListsT().match;
  const audiences = useAudiences();
  const { begin, end } = useTasks();
  useEffect(() => end, [end]);
  const some = (audiences.data?.length ?? 0) > 0;
  return (
    <Screen
      title={words.title}
      back={{ href: "/match/", label: match }}
      action={
        some && (
          <Button
            look="soft"
            icon={<Plus aria-hidden="true" size={20} strokeWidth={2} />}
            onClick={() => begin("edit")}
          >
            {words.add}
          </Button>
        )
      }
    >
      <div className="max-w-2xl">
        {audiences.data && some ? (
          <Listed audiences={audiences.data} />
        ) : audiences.data ? (
          <Nothing />
        ) : (
          <Group>
            {audiences.error ? (
              <Failure
                icon={TriangleAlert}
                text={errorText(audiences.error, t)}
                onRetry={() => void audiences.refetch()}
              />
            ) : (
              <SkeletonRows count={3} />
            )}
          </Group>
        )}
      </div>
      <TaskSheet audiences={audiences.data ?? []} />
    </Screen>
  );
}

function Nothing() {
  const words = useProfileT().audiences;
  const begin = useTasks((state) => state.begin);
  return (
    <Group>
      <Notice
        icon={Target}
        title={words.empty}
        text={words.emptyText}
        action={
          <div className="flex flex-col gap-3">
            <Link href="/connections/" className={buttonClass("filled", true)}>
              {words.connect}
            </Link>
            <Button look="soft" wide onClick={() => begin("edit")}>
              {words.add}
            </Button>
          </div>
        }
      />
    </Group>
  );
}

function Listed({ audiences }: { audiences: readonly NamedAudience[] }) {
  const words = useProfileT().audiences;
  const { given, own } = parted(audiences, useLanguage());
  return (
    <>
      <p className="mb-5 px-4 text-sub text-label-2">{words.intro}</p>
      {given.length > 0 && (
        <Group title={words.connected}>
          {given.map((audience) => (
            <AudienceRow key={audience.id} audience={audience} />
          ))}
        </Group>
      )}
      {own.length > 0 && (
        <Group title={words.saved}>
          {own.map((audience) => (
            <AudienceRow key={audience.id} audience={audience} />
          ))}
        </Group>
      )}
    </>
  );
}

function AudienceRow({ audience }: { audience: NamedAudience }) {
  const words = useProfileT().audiences;
  const match = useMatchT();
  const t = useAudienceT();
  const language = useLanguage();
  const begin = useTasks((state) => state.begin);
  const told = headline(audience, t, language);
  const kind = audience.saved ? words.kindText[audience.definition.kind] : null;
  return (
    <Row
      label={audienceName(audience, match)}
      detail={[kind, told || words.missing].filter(Boolean).join(" · ")}
      trailing={
        audience.is_default && (
          <span className="rounded-full bg-accent-soft px-2.5 py-1 text-foot font-medium text-accent">
            {words.isDefault}
          </span>
        )
      }
      onClick={() => begin("details", audience.id)}
    />
  );
}
