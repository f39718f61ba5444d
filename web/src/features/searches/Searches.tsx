"use client";
import { Bookmark, TriangleAlert } from "lucide-react";
import { useState } from "react";
import type { SavedSearch } from "@/api/lists";
import { errorText } from "@/api/problem";
import { buttonClass } from "@/components/Button";
import { Group } from "@/components/Group";
import { Link } from "@/components/Link";
import { Screen } from "@/components/Screen";
import { SkeletonRows } from "@/components/Skeleton";
import { Failure, Notice } from "@/components/State";
import { useT } from "@/lib/i18n";
import { useListsT } from "@/lib/i18n/lists";
import { useSearches } from "./queries";
import { SearchCard } from "./SearchCard";
import { SearchSheet } from "./SearchSheet";

/** Every saved search with what is new in it. */
export function Searches() {
  const words = useListsT();
  const searches = useSearches();
  const [chosen, setChosen] = useState<SavedSearch | null>(null);
  return (
    <Screen title={words.searches.title} back={{ href: "/match/", label: words.match }}>
      <div className="max-w-2xl">
        {searches.data && searches.data.length > 0 ? (
          searches.data.map((search) => (
            <SearchCard key={search.id} search={search} onMore={() => setChosen(search)} />
          ))
        ) : (
          <Nothing searches={searches} />
        )}
      </div>
      <SearchSheet search={chosen} onDone={() => setChosen(null)} />
    </Screen>
  );
}

function Nothing({ searches }: { searches: ReturnType<typeof useSearches> }) {
  const t = useT();
  const words = useListsT();
  return (
    <Group>
      {searches.data ? (
        <Notice
          icon={Bookmark}
          title={words.searches.empty}
          text={words.searches.emptyText}
          action={
            <Link href="/match/" className={buttonClass("filled", false)}>
              {words.lists.toMatch}
            </Link>
          }
        />
      ) : searches.error ? (
        <Failure
          icon={TriangleAlert}
          text={errorText(searches.error, t)}
          onRetry={() => void searches.refetch()}
        />
      ) : (
        <SkeletonRows count={3} />
      )}
    </Group>
  );
}
