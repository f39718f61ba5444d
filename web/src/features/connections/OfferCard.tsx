"use client";
import type { ReactNode } from "react";
import { PROVIDER_NAMES } from "@/api/connect";
import { errorText } from "@/api/problem";
import type { ProviderOffer } from "@/api/types";
import { Button } from "@/components/Button";
import { Group } from "@/components/Group";
import { ProviderIcon } from "@/components/ProviderIcon";
import { SandboxNote } from "@/components/SandboxNote";
import { useT } from "@/lib/i18n";
import { useConnectT } from "@/lib/i18n/connect";
import { useStart } from "./queries";

/** An account that is not connected: what connecting it would tell, and the way there. */
export function OfferCard({ offer, enter }: { offer: ProviderOffer; enter: ReactNode }) {
  const t = useT();
  const words = useConnectT().connections;
  const start = useStart();
  const name = PROVIDER_NAMES[offer.provider];
  return (
    <Group label={name}>
      <div className="p-4">
        <div className="mb-4 flex items-start gap-4">
          <ProviderIcon provider={offer.provider} />
          <div className="min-w-0 flex-1">
            <h2 className="text-body font-semibold">{name}</h2>
            <p className="mt-0.5 text-sub text-label-2">{words.offer[offer.provider]}</p>
            {offer.sandbox && (
              <div className="mt-2">
                <SandboxNote />
              </div>
            )}
          </div>
        </div>
        {start.error && (
          <p role="alert" className="mb-3 text-foot text-bad">
            {errorText(start.error, t)}
          </p>
        )}
        {enter ??
          (offer.configured ? (
            <Button
              wide
              look="soft"
              aria-label={words.connectName(name)}
              busy={start.isPending}
              onClick={() => start.mutate(offer.provider)}
            >
              {words.connect}
            </Button>
          ) : (
            <p className="text-foot text-label-2">{words.unconfigured}</p>
          ))}
      </div>
    </Group>
  );
}
