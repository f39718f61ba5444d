"use client";
import { PROVIDER_NAMES } from "@/api/connect";
import type { WholeShortlist } from "@/api/lists";
import { formatCompact } from "@/lib/format";
import { useLanguage } from "@/lib/i18n";
import { useListsT } from "@/lib/i18n/lists";
import { overlapRows } from "./model";

/** How many people two audiences of the list can share at most: nobody can know more from shares. */
export function Overlaps({ list }: { list: WholeShortlist }) {
  const words = useListsT().overlap;
  const language = useLanguage();
  const rows = overlapRows(list);
  if (rows.length === 0) return null;
  return (
    <section aria-label={words.title} className="mb-7 break-inside-avoid">
      <h2 className="mb-2 px-4 text-foot font-medium text-label-2">{words.title}</h2>
      <div className="overflow-hidden rounded-card bg-card px-4 py-2 shadow-soft">
        <table className="w-full text-sub">
          <caption className="sr-only">{words.caption}</caption>
          <thead>
            <tr className="text-foot text-label-2">
              <th scope="col" className="py-1.5 text-start font-normal">
                {words.pair}
              </th>
              <th scope="col" className="py-1.5 text-end font-normal">
                {words.people}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ a, b, platform, people, names }) => (
              <tr key={`${a} ${b} ${platform}`} className="border-t border-separator">
                <th scope="row" className="py-2 pe-3 text-start font-normal wrap-anywhere">
                  {words.and(...names)}
                  <span className="block text-foot text-label-2">{PROVIDER_NAMES[platform]}</span>
                </th>
                <td className="py-2 text-end whitespace-nowrap tabular-nums">
                  {words.value(formatCompact(people, language))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="mt-2 px-4 text-foot text-label-2">{words.foot}</p>
    </section>
  );
}
