/** A name a person recognises for the device that signs in, from the user agent. Pure. */

const SYSTEMS: readonly [RegExp, string][] = [
  [/iPhone/, "iPhone"],
  [/iPad/, "iPad"],
  [/Android/, "Android"],
  [/CrOS/, "ChromeOS"],
  [/Windows/, "Windows"],
  [/Mac OS X|Macintosh/, "Mac"],
  [/Linux/, "Linux"],
];

/** Order matters: every Chromium says Chrome and Safari, every Edge says Chrome. */
const BROWSERS: readonly [RegExp, string][] = [
  [/Edg[A-Z]*\//, "Edge"],
  [/OPR\//, "Opera"],
  [/SamsungBrowser\//, "Samsung Internet"],
  [/Firefox\/|FxiOS\//, "Firefox"],
  [/Chrome\/|CriOS\/|HeadlessChrome\//, "Chrome"],
  [/Safari\//, "Safari"],
];

const firstMatch = (agent: string, table: readonly [RegExp, string][]): string | undefined =>
  table.find(([pattern]) => pattern.test(agent))?.[1];

/** "iPhone · Safari"; undefined when nothing is recognised. */
export function deviceName(userAgent: string): string | undefined {
  const parts = [firstMatch(userAgent, SYSTEMS), firstMatch(userAgent, BROWSERS)].filter(Boolean);
  return parts.length > 0 ? parts.join(" · ") : undefined;
}

/** Whether a device name (ours or a native client's) reads as a handheld. */
export const isHandheld = (name: string): boolean => /iPhone|iPad|Android|phone|tablet/i.test(name);

/** An iPad calls itself a Mac, and is the only one that has touch points. */
export const isAppleTouch = (agent: string, touchPoints: number): boolean =>
  /iPhone|iPad|iPod/.test(agent) || (/Macintosh/.test(agent) && touchPoints > 1);
