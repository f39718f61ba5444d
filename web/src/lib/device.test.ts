import { expect, test } from "vitest";
import { deviceName, isAppleTouch, isHandheld } from "./device";

test.each([
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 27_2 like Mac OS X) AppleWebKit/605.1.15 Version/27.2 Mobile/15E148 Safari/604.1",
    "iPhone · Safari",
  ],
  [
    "Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 Chrome/157.0.0.0 Mobile Safari/537.36",
    "Android · Chrome",
  ],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/157.0 Safari/537.36 Edg/157.0",
    "Windows · Edge",
  ],
  ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:150.0) Gecko/20100101 Firefox/150.0", "Mac · Firefox"],
])("%s is named %s", (agent, name) => expect(deviceName(agent)).toBe(name));

test("an unknown agent gets no name", () => expect(deviceName("curl/8")).toBeUndefined());

test("phones and tablets are told from computers", () => {
  expect(isHandheld("iPhone · Safari")).toBe(true);
  expect(isHandheld("Linux · Chrome")).toBe(false);
});

test("an iPad that calls itself a Mac is known by its touch points", () => {
  const agent = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15";
  expect([isAppleTouch(agent, 5), isAppleTouch(agent, 0)]).toEqual([true, false]);
});
