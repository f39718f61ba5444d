"use client";
import { Group } from "@/components/Group";
import { Segmented } from "@/components/Segmented";
import { useT } from "@/lib/i18n";
import { LANGUAGE_NAMES, type Language, THEMES, usePreferences } from "@/lib/preferences";
import { useProfileChange } from "./queries";

/** Theme of this device; language of this device and of the messages we send. */
export function AppearanceGroup() {
  const t = useT();
  const { theme, language, setTheme, setLanguage } = usePreferences();
  const change = useProfileChange();
  const speak = (next: Language) => {
    setLanguage(next);
    change.mutate({ locale: next });
  };
  return (
    <Group title={t.settings.appearance}>
      <div className="hairline space-y-2 p-4">
        <p aria-hidden="true" className="text-body">
          {t.settings.theme}
        </p>
        <Segmented
          name="theme"
          label={t.settings.theme}
          options={THEMES.map((value) => ({ value, label: t.settings[value] }))}
          value={theme}
          onChange={setTheme}
        />
      </div>
      <div className="hairline space-y-2 p-4">
        <p aria-hidden="true" className="text-body">
          {t.settings.language}
        </p>
        <Segmented
          name="language"
          label={t.settings.language}
          options={LANGUAGE_NAMES}
          value={language}
          onChange={speak}
        />
      </div>
    </Group>
  );
}
