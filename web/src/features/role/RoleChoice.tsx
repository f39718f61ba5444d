"use client";
import { Building2, Clapperboard, type LucideIcon } from "lucide-react";
import { errorText } from "@/api/problem";
import { Button } from "@/components/Button";
import { Screen } from "@/components/Screen";
import { Spinner } from "@/components/Spinner";
import { useT } from "@/lib/i18n";
import { useNoticesT } from "@/lib/i18n/notices";
import { useRoleChoice } from "./queries";

/** Two cards, one tap. */
export function RoleChoice({ onLater }: { onLater?: () => void }) {
  const t = useT();
  const { role: words } = useNoticesT();
  const choice = useRoleChoice();
  const choose = (role: "company" | "influencer") => choice.mutate(role);
  const busy = choice.isPending ? choice.variables : null;
  return (
    <Screen title={words.title}>
      <div className="max-w-2xl">
        <p className="mb-6 text-body text-label-2">{words.intro}</p>
        <div className="mb-4 grid gap-4 sm:grid-cols-2">
          <Card
            icon={Building2}
            title={words.company}
            text={words.companyText}
            busy={busy === "company"}
            disabled={choice.isPending}
            onClick={() => choose("company")}
          />
          <Card
            icon={Clapperboard}
            title={words.influencer}
            text={words.influencerText}
            busy={busy === "influencer"}
            disabled={choice.isPending}
            onClick={() => choose("influencer")}
          />
        </div>
        <div role="alert" className="min-h-6 text-foot text-bad">
          {choice.error && errorText(choice.error, t)}
        </div>
        {onLater && (
          <Button look="plain" wide onClick={onLater}>
            {words.later}
          </Button>
        )}
      </div>
    </Screen>
  );
}

type CardProps = {
  icon: LucideIcon;
  title: string;
  text: string;
  busy: boolean;
  disabled: boolean;
  onClick: () => void;
};

function Card({ icon: Icon, title, text, busy, disabled, onClick }: CardProps) {
  return (
    <button
      type="button"
      onClick={onClick}
      disabled={disabled}
      aria-busy={busy || undefined}
      className="flex flex-col items-start rounded-card bg-card p-5 text-start shadow-soft transition-colors duration-200 active:bg-pressed disabled:opacity-60"
    >
      <span className="mb-4 flex size-12 items-center justify-center rounded-button bg-accent-soft text-accent">
        {busy ? <Spinner /> : <Icon aria-hidden="true" size={26} strokeWidth={1.5} />}
      </span>
      <span className="block text-body font-semibold">{title}</span>
      <span className="mt-1 block text-sub text-label-2">{text}</span>
    </button>
  );
}
