import { ExternalLink } from "lucide-react";
import { buttonClass } from "./Button";

type Props = {
  /** undefined: it is asked for. */
  url: string | undefined;
  look: "filled" | "soft";
  label: string;
};

/** A link, so that the system decides how it opens, and an installed app can be come back to. */
export function OpenLink({ url, look, label }: Props) {
  return (
    <a
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      aria-disabled={url ? undefined : true}
      className={buttonClass(look, true)}
    >
      <ExternalLink aria-hidden="true" size={20} strokeWidth={1.5} />
      {label}
    </a>
  );
}
