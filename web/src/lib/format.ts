/** Numbers, sizes, times and durations in the reader's language. Pure; the present moment is a parameter. */
import type { Language } from "./preferences";

const KB = 1024;
const UNITS = ["B", "KB", "MB", "GB", "TB"] as const;
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Binary steps with the labels people know: 2_517_000 -> "2,4 MB". */
export function formatBytes(bytes: number, language: Language): string {
  const step = bytes < KB ? 0 : Math.min(Math.floor(Math.log(bytes) / Math.log(KB)), UNITS.length - 1);
  const value = bytes / KB ** step;
  const digits = step === 0 || value >= 100 ? 0 : 1;
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value)} ${UNITS[step]}`;
}

export const formatCount = (count: number, language: Language): string =>
  new Intl.NumberFormat(language).format(count);

/** A waiting time in its largest sensible unit, rounded up: 61 -> "2 dakika"; days only when they are whole. */
export function formatDuration(seconds: number, language: Language): string {
  const whole = seconds > 0 && seconds % DAY === 0;
  const [unit, size] = whole
    ? ["day", DAY]
    : seconds >= HOUR
      ? ["hour", HOUR]
      : seconds > MINUTE
        ? ["minute", MINUTE]
        : ["second", 1];
  const style = { style: "unit", unit, unitDisplay: "long" } as const;
  return new Intl.NumberFormat(language, style as Intl.NumberFormatOptions).format(
    Math.max(1, Math.ceil(seconds / (size as number))),
  );
}

/** m:ss for a countdown. */
export const formatClock = (seconds: number): string =>
  `${Math.floor(seconds / MINUTE)}:${String(seconds % MINUTE).padStart(2, "0")}`;

const sameDay = (a: Date, b: Date): boolean => a.toDateString() === b.toDateString();

/** "5 dakika önce", "dün", then a date: for moments of the past. */
export function formatAgo(iso: string, now: Date, language: Language): string {
  const then = new Date(iso);
  const seconds = Math.max(0, (now.getTime() - then.getTime()) / 1000);
  const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  if (seconds < MINUTE) return relative.format(0, "second");
  if (seconds < HOUR) return relative.format(-Math.floor(seconds / MINUTE), "minute");
  if (seconds < DAY && sameDay(then, now)) return relative.format(-Math.floor(seconds / HOUR), "hour");
  if (seconds < 2 * DAY && sameDay(then, new Date(now.getTime() - DAY * 1000)))
    return relative.format(-1, "day");
  return formatDay(iso, now, language);
}

/** "21 Kas", with the year when it is not this one. */
export function formatDay(iso: string, now: Date, language: Language): string {
  const then = new Date(iso);
  const year = then.getFullYear() === now.getFullYear() ? {} : ({ year: "numeric" } as const);
  return new Intl.DateTimeFormat(language, { day: "numeric", month: "short", ...year }).format(then);
}

export const formatMoment = (iso: string, language: Language): string =>
  new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short" }).format(new Date(iso));

/** A part of 1 as percent: whole numbers from 10 % on, one digit below, and never "0" for somebody. */
export function formatShare(share: number, language: Language): string {
  const digits = share >= 0.0995 || share === 0 ? 0 : 1;
  const percent = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: digits });
  return share > 0 && share < 0.001 ? `<${percent.format(0.001)}` : percent.format(share);
}

/** Large numbers in few signs: 12_400 -> "12,4 B" in Turkish, "12.4K" in English. */
export const formatCompact = (count: number, language: Language): string =>
  new Intl.NumberFormat(language, { notation: "compact", maximumFractionDigits: 1 }).format(count);

/** A moment to come: its time when it is today, else its day too. */
export function formatUntil(iso: string, now: Date, language: Language): string {
  const then = new Date(iso);
  const day = sameDay(then, now) ? {} : ({ day: "numeric", month: "short" } as const);
  return new Intl.DateTimeFormat(language, { ...day, hour: "2-digit", minute: "2-digit" }).format(then);
}

/** A day without a time of day ("2026-11-21"), which is the same day in every time zone. */
export const dayOnly = (day: string): string => `${day.slice(0, 10)}T00:00:00`;
