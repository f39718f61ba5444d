"use client";
import { Share, SquarePlus, X } from "lucide-react";
import { useState } from "react";
import { Group, Row } from "@/components/Group";
import { IconButton } from "@/components/IconButton";
import { isHandheld } from "@/lib/device";
import { useT } from "@/lib/i18n";
import { hideInstall, install, isInstallHidden, useInstallWay } from "@/lib/install";

const icon = { "aria-hidden": true, size: 22, strokeWidth: 1.5, className: "text-accent" } as const;

/** The way to the home screen, until it was taken or is not wanted. */
export function InstallRow() {
  const words = useT().install;
  const way = useInstallWay();
  const [hidden, setHidden] = useState(isInstallHidden);
  if (way === null || hidden) return null;
  const label = way === "share" || isHandheld(navigator.userAgent) ? words.home : words.app;
  const hide = () => {
    hideInstall();
    setHidden(true);
  };
  return (
    <Group label={label}>
      <div className="flex items-center pe-1">
        <div className="min-w-0 flex-1">
          {way === "ask" ? (
            <Row
              icon={<SquarePlus {...icon} />}
              label={label}
              detail={words.detail}
              onClick={() => void install().catch(() => undefined)}
            />
          ) : (
            <Row icon={<Share {...icon} />} label={label} detail={words.share} />
          )}
        </div>
        <IconButton icon={X} label={words.hide} onClick={hide} />
      </div>
    </Group>
  );
}
