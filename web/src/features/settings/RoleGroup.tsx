"use client";
import { ChevronRight, Link2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { errorText } from "@/api/problem";
import { Group, Row } from "@/components/Group";
import { Segmented } from "@/components/Segmented";
import { useToast } from "@/components/Toast";
import { useT } from "@/lib/i18n";
import { useMe, useProfileChange } from "./queries";

/** What this person is here as, and the accounts that belong to it. */
export function RoleGroup() {
  const t = useT();
  const me = useMe();
  const router = useRouter();
  const change = useProfileChange();
  const show = useToast((state) => state.show);
  const options = (["company", "influencer"] as const).map((value) => ({ value, label: t.settings[value] }));
  const shown = change.isPending ? change.variables.role : me.data?.role;
  const choose = (role: "company" | "influencer") =>
    change.mutate({ role }, { onError: (error) => show(errorText(error, t)) });
  return (
    <Group title={t.settings.use} inset="icon">
      <div className="hairline p-4 [--inset:1rem]">
        <Segmented
          name="role"
          label={t.settings.use}
          options={options}
          value={shown === "company" || shown === "influencer" ? shown : null}
          onChange={choose}
        />
      </div>
      <Row
        icon={<Link2 aria-hidden="true" size={22} strokeWidth={1.5} className="text-accent" />}
        label={t.settings.connections}
        detail={t.settings.connectionsHint}
        trailing={<ChevronRight aria-hidden="true" size={20} strokeWidth={1.5} />}
        onClick={() => router.push("/connections/")}
      />
    </Group>
  );
}
