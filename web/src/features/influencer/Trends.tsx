"use client";
import { type FormEvent, useState } from "react";
import { errorText } from "@/api/problem";
import type { Creator } from "@/api/types";
import { Button } from "@/components/Button";
import { QuietLine } from "@/components/QuietLine";
import { Spinner } from "@/components/Spinner";
import { dayOnly, formatCount, formatDay } from "@/lib/format";
import { useLanguage, useT } from "@/lib/i18n";
import { useMatchT } from "@/lib/i18n/match";
import { Card } from "./Card";
import { useTrend } from "./queries";

/** Only the Turkish market is asked for; the whole world would drown it. */
const PLACE = "TR";

/** How much people search for a word: the name at first, a product if one likes. Nothing is asked before it is wanted. */
export function Trends({ creator }: { creator: Creator }) {
  const { trends: t } = useMatchT();
  const [text, setText] = useState(creator.display_name);
  const [keyword, look] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    look(text.trim());
  };
  return (
    <Card title={t.title}>
      <form onSubmit={submit} className="flex gap-2">
        <input
          type="text"
          aria-label={t.keyword}
          value={text}
          maxLength={100}
          onChange={(event) => setText(event.target.value)}
          className="min-h-11 min-w-0 flex-1 rounded-button bg-fill px-3 text-body"
        />
        <Button type="submit" look="soft" disabled={text.trim() === ""}>
          {t.look}
        </Button>
      </form>
      {keyword && <Found keyword={keyword} />}
    </Card>
  );
}

function Found({ keyword }: { keyword: string }) {
  const t = useT();
  const { trends: words } = useMatchT();
  const language = useLanguage();
  const { data, error } = useTrend(keyword, PLACE);
  const now = new Date();
  if (error)
    return (
      <p role="alert" className="mt-3 text-foot text-bad">
        {errorText(error, t)}
      </p>
    );
  if (!data || data.state === "pending")
    return (
      <p role="status" className="mt-3 flex items-center gap-2 text-foot text-label-2">
        <Spinner className="size-4" />
        {data ? words.pending : t.app.loading}
      </p>
    );
  if (data.state === "unavailable" || data.points.length < 2)
    return (
      <p role="status" className="mt-3 text-foot text-label-2">
        {words.unavailable}
      </p>
    );
  return (
    <div className="mt-4">
      <QuietLine
        caption={words.caption(keyword)}
        columns={{ day: words.day, value: words.value }}
        points={data.points.map((point) => ({
          ...point,
          dayText: formatDay(dayOnly(point.day), now, language),
          valueText: formatCount(Math.round(point.value), language),
        }))}
      />
      <p className="mt-2 text-foot text-label-2">
        {words.place}. {words.note}
      </p>
    </div>
  );
}
