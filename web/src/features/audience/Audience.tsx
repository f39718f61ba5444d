"use client";
import { ChartPie, Link2, TriangleAlert } from "lucide-react";
import { isPulling, PROVIDER_NAMES } from "@/api/connect";
import { errorText } from "@/api/problem";
import type { Audience as Account, Connection } from "@/api/types";
import { buttonClass } from "@/components/Button";
import { Group } from "@/components/Group";
import { Link } from "@/components/Link";
import { Screen } from "@/components/Screen";
import { Segmented } from "@/components/Segmented";
import { Bone } from "@/components/Skeleton";
import { Failure, Notice } from "@/components/State";
import { cx } from "@/lib/cx";
import { useT } from "@/lib/i18n";
import { useAudienceT } from "@/lib/i18n/audience";
import { Column, Coming } from "./Column";
import { customersOf, hasCustomers, rowsOf, shownFor } from "./model";
import { useAudience, useMe } from "./queries";
import { useAudienceView } from "./store";

/** Who follows, watches and visits: one column for each connected account. */
export function Audience() {
  const t = useT();
  const words = useAudienceT();
  const role = useMe().data?.role === "company" ? "company" : "influencer";
  const { audience, connections } = useAudience();
  const error = audience.error ?? connections.error;
  const again = () => void Promise.all([audience.refetch(), connections.refetch()]);
  return (
    <Screen title={words.title} action={<Manage />}>
      {audience.data && connections.data ? (
        <Shown
          role={role}
          accounts={shownFor(role, audience.data).filter(({ dimensions }) => dimensions.length > 0)}
          connections={connections.data.filter(
            ({ provider }) => (provider === "ga4") === (role === "company"),
          )}
        />
      ) : error ? (
        <Group>
          <Failure icon={TriangleAlert} text={errorText(error, t)} onRetry={again} />
        </Group>
      ) : (
        <Waiting />
      )}
    </Screen>
  );
}

function Manage() {
  const words = useAudienceT();
  return (
    <Link href="/connections/" className={buttonClass("soft", false)}>
      <Link2 aria-hidden="true" size={20} strokeWidth={2} />
      {words.manage}
    </Link>
  );
}

type ShownProps = {
  role: "company" | "influencer";
  accounts: readonly Account[];
  connections: readonly Connection[];
};

function Shown({ role, accounts, connections }: ShownProps) {
  const words = useAudienceT();
  const users = useAudienceView((view) => view.users);
  const coming = connections.filter(
    (connection) =>
      isPulling(connection) && accounts.every(({ provider }) => provider !== connection.provider),
  );
  if (accounts.length === 0 && coming.length === 0)
    return <Nothing role={role} any={connections.length > 0} />;
  return (
    <>
      {coming.map(({ provider }) => (
        <Coming key={provider} name={PROVIDER_NAMES[provider]} />
      ))}
      {accounts.some(hasCustomers) && <WhoseUsers />}
      {accounts.length > 0 && (
        <Columns
          accounts={users === "customers" ? accounts.map(customersOf) : accounts}
          connections={connections}
          label={words.choose}
        />
      )}
    </>
  );
}

/** All who visit a site, or those of them who bought. */
function WhoseUsers() {
  const { users } = useAudienceT();
  const { users: chosen, of } = useAudienceView();
  return (
    <div className="mb-5 max-w-md">
      <Segmented
        name="users"
        label={users.choose}
        options={[
          { value: "all", label: users.all },
          { value: "customers", label: users.customers },
        ]}
        value={chosen}
        onChange={of}
      />
    </div>
  );
}

const COLUMNS = ["", "", "lg:grid-cols-2", "lg:grid-cols-3"] as const;

/** One at a time on a phone, side by side where there is room. */
function Columns({
  accounts,
  connections,
  label,
}: {
  accounts: readonly Account[];
  connections: readonly Connection[];
  label: string;
}) {
  const { provider, show } = useAudienceView();
  const chosen = accounts.find((account) => account.provider === provider) ?? accounts[0];
  const rows = rowsOf(accounts);
  return (
    <>
      {accounts.length > 1 && chosen && (
        <div className="mb-5 lg:hidden">
          <Segmented
            name="account"
            label={label}
            options={accounts.map((account) => ({
              value: account.provider,
              label: PROVIDER_NAMES[account.provider],
            }))}
            value={chosen.provider}
            onChange={show}
          />
        </div>
      )}
      <div className={cx("lg:grid lg:gap-x-5 lg:gap-y-4", COLUMNS[accounts.length])}>
        {accounts.map((account) => (
          <div key={account.connection_id} className={cx(account !== chosen && "hidden", "lg:contents")}>
            <Column
              audience={account}
              connection={connections.find(({ id }) => id === account.connection_id)}
              rows={rows}
              all={accounts}
            />
          </div>
        ))}
      </div>
    </>
  );
}

function Nothing({ role, any }: { role: "company" | "influencer"; any: boolean }) {
  const words = useAudienceT();
  const { none } = words;
  return (
    <Group>
      <Notice
        icon={ChartPie}
        title={any ? words.nothing : none[role]}
        text={any ? words.nothingText : none[`${role}Text`]}
        action={
          <Link href="/connections/" className={buttonClass("filled", false)}>
            {any ? words.staleAction : none.action}
          </Link>
        }
      />
    </Group>
  );
}

function Waiting() {
  const t = useT();
  return (
    <div role="status" className="max-w-2xl space-y-4">
      <span className="sr-only">{t.app.loading}</span>
      <Bone className="h-12 w-3/5" />
      <Bone className="h-40 w-full rounded-card" />
      <Bone className="h-56 w-full rounded-card" />
    </div>
  );
}
