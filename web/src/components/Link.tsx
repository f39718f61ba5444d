"use client";
import { useRouter } from "next/navigation";
import { type AnchorHTMLAttributes, type MouseEvent, type Ref, useEffect } from "react";

type Props = AnchorHTMLAttributes<HTMLAnchorElement> & { href: string; ref?: Ref<HTMLAnchorElement> };

const isPlain = (event: MouseEvent): boolean =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

/** A link between our pages without a reload. Instead of next/link, which costs 4 kB more and prefetches on its own rules. */
export function Link({ href, ...rest }: Props) {
  const router = useRouter();
  useEffect(() => router.prefetch(href), [router, href]);
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    if (event.defaultPrevented || !isPlain(event)) return;
    event.preventDefault();
    router.push(href);
  };
  return <a href={href} onClick={follow} {...rest} />;
}
