import { expect, test } from "vitest";
import type { Rules } from "@/lib/rules";
import { Gate, type GatePorts, held, WORD_MS } from "./gate";

const RULES: Rules = {
  automatic: true,
  windows: [],
  time_zone: "UTC",
  interval_minutes: 60,
  mobile_data: false,
  unknown_network: false,
  max_file_bytes: 10,
  types: ["image/*"],
};
const HOUR = 3_600_000;

function bench(change: Partial<Rules> = {}, ports: Partial<GatePorts> = {}) {
  const world = { now: Date.UTC(2026, 10, 22, 12), run: null as number | null };
  const gate = new Gate({
    rules: () => ({ ...RULES, ...change }),
    network: () => "wifi",
    savesData: () => false,
    now: () => world.now,
    lastRun: () => world.run,
    keepRun: (start) => {
      world.run = start;
    },
    ...ports,
  });
  return { gate, world, reason: () => gate.decide()?.reason };
}

test("while the rules are not known nothing goes and nothing is told", () => {
  const { gate } = bench({}, { rules: () => null });
  expect(gate.decide()).toBeNull();
  expect(held(gate.decide())).toBeNull();
  expect(gate.refuses({ size: 1e9, mime: "video/mp4" })).toBeNull();
});

test("a run goes on to its end, and the next waits from its start", () => {
  const { gate, world, reason } = bench();
  gate.moving();
  world.now += HOUR / 2;
  gate.moving();
  expect(reason()).toBeNull();
  gate.rest();
  expect(gate.decide()).toEqual({ reason: "too_soon", opensAt: world.now + HOUR / 2 });
  world.now += HOUR / 2;
  expect(reason()).toBeNull();
});

test("what is started by hand waits for no hours and counts for no interval", () => {
  const { gate, world, reason } = bench({ automatic: false, windows: [{ start: "22:00", end: "06:00" }] });
  expect(reason()).toBeNull();
  gate.moving();
  gate.rest();
  expect(world.run).toBeNull();
});

test.each([
  ["mobile", "mobile_data"],
  ["unknown", "unknown_network"],
] as const)("on a network that is %s a person's word holds for half an hour", (network, reason) => {
  const { gate, world } = bench({}, { network: () => network });
  expect(held(gate.decide())).toEqual({ reason, opensAt: null });
  gate.letThrough();
  expect(gate.decide()?.reason).toBeNull();
  world.now += WORD_MS;
  expect(gate.decide()?.reason).toBe(reason);
});

test("a word lifts hours and interval, and makes no automatic run", () => {
  const { gate, world, reason } = bench({ windows: [{ start: "22:00", end: "06:00" }] });
  expect(held(gate.decide())).toEqual({ reason: "outside_hours", opensAt: Date.UTC(2026, 10, 22, 22) });
  gate.letThrough();
  expect(reason()).toBeNull();
  gate.moving();
  gate.rest();
  expect(world.run).toBeNull();
});

test("no word and no rule changes size and type", () => {
  const { gate } = bench();
  gate.letThrough();
  expect(gate.refuses({ size: 11, mime: "image/png" })).toBe("file_too_large");
  expect(gate.refuses({ size: 1, mime: "text/plain" })).toBe("type_not_allowed");
  expect(gate.refuses({ size: 10, mime: "image/png" })).toBeNull();
});

test("who comes after a sign-out has given no word and made no run", () => {
  const { gate, world, reason } = bench({}, { network: () => "mobile" });
  gate.letThrough();
  gate.moving();
  gate.rest();
  gate.forget();
  expect([reason(), world.run]).toEqual(["mobile_data", null]);
});

test("no network is no rule to be lifted", () => {
  expect(held(bench({}, { network: () => "offline" }).gate.decide())).toBeNull();
});
