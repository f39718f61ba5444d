/** What a reminder says and where it leads. Pure: the service worker shows it, which has no dictionaries and no page. */

export type Reminder = { title: string; body: string; url: string };
export type ReminderLanguage = "tr" | "en";

/** Where a page leaves the language that was chosen, and the service worker reads it: it has no localStorage. */
export const LANGUAGE_CACHE = "reminder-language";
export const LANGUAGE_ADDRESS = "/__language";

const WORDS = {
  tr: {
    title: "Yedekleme saatiniz geldi",
    some: (count: number) => `${count} öğe bekliyor. Dokunun, kaldığı yerden sürsün.`,
    none: "Uygulamayı açın; seçtikleriniz yedeklensin.",
  },
  en: {
    title: "Your backup hours have begun",
    some: (count: number) =>
      `${count} ${count === 1 ? "item is" : "items are"} waiting. Tap, and uploads go on where they were.`,
    none: "Open the app, and what you choose is backed up.",
  },
} as const;

/** `payload`: `{kind: "backup_window", waiting?}`. What is not understood still has to be shown: browsers end silent subscriptions. */
export function reminderOf(payload: unknown, language: ReminderLanguage): Reminder {
  const words = WORDS[language];
  const waiting =
    typeof payload === "object" && payload !== null && "waiting" in payload ? payload.waiting : 0;
  const count = typeof waiting === "number" && Number.isInteger(waiting) && waiting > 0 ? waiting : 0;
  return { title: words.title, body: count > 0 ? words.some(count) : words.none, url: "/files/" };
}

/** The chosen language, else that of the browser. */
export const reminderLanguage = (chosen: string | undefined, browser: string): ReminderLanguage =>
  chosen === "tr" || chosen === "en" ? chosen : browser.startsWith("en") ? "en" : "tr";
