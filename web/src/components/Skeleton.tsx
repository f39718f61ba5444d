import { cx } from "@/lib/cx";
import { useT } from "@/lib/i18n";

export function Bone({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cx("block animate-pulse rounded-md bg-fill", className)} />;
}

/** A page before its code and the session are there: the title's place and a card. */
export function ScreenSkeleton() {
  const t = useT();
  return (
    <main className="mx-auto max-w-5xl px-4 pt-[calc(var(--safe-top)+3.75rem)] lg:px-8">
      <h1 className="sr-only">{t.app.loading}</h1>
      <Bone className="mb-6 h-9 w-48" />
      <Bone className="h-56 w-full max-w-2xl rounded-card" />
    </main>
  );
}

/** Rows of the height of the real ones, so that nothing moves when they arrive. */
export function SkeletonRows({ count = 5 }: { count?: number }) {
  const t = useT();
  return (
    <div role="status" className="[--inset:4.5rem]">
      <span className="sr-only">{t.app.loading}</span>
      {Array.from({ length: count }, (_, index) => index).map((index) => (
        <div key={index} className="hairline flex min-h-16 items-center gap-4 px-4 py-2.5">
          <Bone className="size-10 rounded-lg" />
          <span className="flex-1 space-y-2">
            <Bone className="h-3.5 w-3/5" />
            <Bone className="h-3 w-2/5" />
          </span>
        </div>
      ))}
    </div>
  );
}
