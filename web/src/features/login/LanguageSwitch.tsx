import { cx } from "@/lib/cx";
import { useT } from "@/lib/i18n";
import { LANGUAGE_NAMES, usePreferences } from "@/lib/preferences";

/** For whoever does not read Turkish: quiet, at the end of the page. */
export function LanguageSwitch() {
  const t = useT();
  const { language, setLanguage } = usePreferences();
  return (
    <fieldset className="flex justify-center gap-2 text-foot">
      <legend className="sr-only">{t.settings.language}</legend>
      {LANGUAGE_NAMES.map(({ value, label }) => (
        <button
          key={value}
          type="button"
          lang={value}
          aria-pressed={language === value}
          onClick={() => setLanguage(value)}
          className={cx(
            "min-h-11 rounded-button px-3 active:opacity-60",
            language === value ? "font-semibold text-label" : "text-label-2",
          )}
        >
          {label}
        </button>
      ))}
    </fieldset>
  );
}
