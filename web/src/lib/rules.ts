/**
 * May this file go up now, and if not: why, and from when on? Pure; the copy of `functions/vault/rules/rules.py`, where the reasons for
 * each decision are written. `tests/vectors/rules.json` is run by both. Moments are milliseconds.
 *
 *   the file: size, type -> automatic or by hand -> the clock: hours, interval -> the network
 */
import { isOneOf } from "./mime";

/** Local time `HH:MM`, `end` not included: past midnight when it is earlier than `start`, all day when equal. */
export type Hours = { start: string; end: string };

/** As the API has them. */
export type Rules = {
  automatic: boolean;
  windows: readonly Hours[];
  time_zone: string;
  interval_minutes: number;
  mobile_data: boolean;
  unknown_network: boolean;
  max_file_bytes: number | null;
  types: readonly string[];
};

export type Network = "wifi" | "mobile" | "unknown" | "offline";

export type Situation = {
  at: number;
  network: Network;
  /** A person asks for it now. */
  byHand: boolean;
  /** A person has said that this network may be used, for now. */
  confirmed: boolean;
  /** The device asks to save data. */
  savesData: boolean;
  /** The start of the last automatic run that has ended. */
  lastRun: number | null;
};

export type FileFacts = { size: number; mime: string };

export type Reason =
  | "file_too_large"
  | "type_not_allowed"
  | "automatic_off"
  | "outside_hours"
  | "too_soon"
  | "offline"
  | "mobile_data"
  | "unknown_network"
  | "data_saver";

/** Allowed without a reason. `opensAt`: until when the clock says no, if it is the clock that does. */
export type Decision = { reason: Reason | null; opensAt: number | null };

const MINUTES = 1_440;
const SECONDS = 86_400;

/** For one file, or without one for all that would be allowed. */
export function decide(rules: Rules, situation: Situation, file?: FileFacts): Decision {
  const refused = file ? refusal(rules, file) : null;
  if (refused) return { reason: refused, opensAt: null };
  if (!situation.byHand) {
    if (!rules.automatic) return { reason: "automatic_off", opensAt: null };
    const opensAt = due(rules, situation.at, situation.lastRun);
    if (opensAt > situation.at) return { reason: clockReason(rules, situation.at), opensAt };
  }
  return { reason: networkReason(rules, situation), opensAt: null };
}

/** What no time and no network changes; the server refuses it too. */
export function refusal(rules: Rules, file: FileFacts): Reason | null {
  if (rules.max_file_bytes !== null && file.size > rules.max_file_bytes) return "file_too_large";
  const taken = rules.types.length === 0 || isOneOf(file.mime, rules.types);
  return taken ? null : "type_not_allowed";
}

/** The first moment from `at` on at which the clock allows an automatic run. */
export function due(rules: Rules, at: number, lastRun: number | null): number {
  const rested = lastRun === null || lastRun > at ? at : lastRun + rules.interval_minutes * 60_000;
  return opening(rules.windows, rules.time_zone, Math.max(at, rested));
}

/** `at` itself when a window is open then, else the second at which the next one opens. [Note: Wall clock] in rules.py. */
export function opening(windows: readonly Hours[], timeZone: string, at: number): number {
  const clock = clockOf(timeZone);
  let moment = Math.floor(at / 1000);
  if (windows.length === 0 || isOpen(windows, moment + offsetAt(clock, moment))) return at;
  while (true) {
    const offset = offsetAt(clock, moment);
    const local = moment + offset;
    const waits = windows.map(({ start }) => modulo(minuteOf(start) * 60 - local, SECONDS));
    const then = moment + Math.min(...waits);
    if (offsetAt(clock, then) === offset) return then * 1000;
    moment = change(clock, moment, then);
    if (isOpen(windows, moment + offsetAt(clock, moment))) return moment * 1000;
  }
}

const clockReason = (rules: Rules, at: number): Reason =>
  opening(rules.windows, rules.time_zone, at) === at ? "too_soon" : "outside_hours";

function networkReason(rules: Rules, situation: Situation): Reason | null {
  const { network } = situation;
  if (network === "offline") return "offline";
  if (network === "wifi" || situation.confirmed) return null;
  if (!rules.mobile_data) {
    if (network === "mobile") return "mobile_data";
    if (!rules.unknown_network) return "unknown_network";
  }
  return situation.savesData && !situation.byHand ? "data_saver" : null;
}

const modulo = (value: number, by: number): number => ((value % by) + by) % by;

const minuteOf = (hour: string): number => Number(hour.slice(0, 2)) * 60 + Number(hour.slice(3));

/** `local`: seconds since any midnight. */
const holds = ({ start, end }: Hours, local: number): boolean => {
  const length = modulo(minuteOf(end) - minuteOf(start), MINUTES) || MINUTES;
  return modulo(Math.floor(local / 60) - minuteOf(start), MINUTES) < length;
};

const isOpen = (windows: readonly Hours[], local: number): boolean =>
  windows.some((window) => holds(window, local));

/** The second in (before, after] from which on the offset is another; no zone changes it twice in a day. */
function change(clock: Clock, before: number, after: number): number {
  const offset = offsetAt(clock, before);
  let [low, high] = [before, after];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(clock, middle) === offset) low = middle;
    else high = middle;
  }
  return high;
}

type Clock = Intl.DateTimeFormat;

const clocks = new Map<string, Clock>();

/** Kept, as making one costs more than all that is asked of it. A zone that this browser is too old to know is its own. */
function clockOf(timeZone: string): Clock {
  const kept = clocks.get(timeZone);
  if (kept) return kept;
  const made = newClock(timeZone) ?? newClock(undefined);
  if (!made) throw new RangeError("this browser has no clock");
  clocks.set(timeZone, made);
  return made;
}

function newClock(timeZone: string | undefined): Clock | null {
  const digits = "numeric" as const;
  const date = { year: digits, month: digits, day: digits };
  const time = { hour: digits, minute: digits, second: digits, hourCycle: "h23" as const };
  try {
    return new Intl.DateTimeFormat("en-US", { ...date, ...time, timeZone });
  } catch {
    return null;
  }
}

/** Seconds that local time is ahead of UTC. */
function offsetAt(clock: Clock, moment: number): number {
  const parts = clock.formatToParts(moment * 1000);
  const read = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((part) => part.type === type)?.value);
  const day = Date.UTC(read("year"), read("month") - 1, read("day"));
  return day / 1000 + read("hour") * 3600 + read("minute") * 60 + read("second") - moment;
}
