import { act, fireEvent, render } from "@testing-library/react";
import { expect, onTestFinished, test, vi } from "vitest";
import { Thumb } from "./Thumb";

const thumb = (url: string) => <Thumb url={url} alt="" fallback="icon" className="" />;

test("an address that had run out gives way to the one that is signed anew, and an icon only to none that works", () => {
  const { container, rerender } = render(thumb("/n/512.webp"));
  const image = () => container.querySelector("img");
  fireEvent.error(image() as HTMLImageElement);
  expect(image()).toBeNull();
  expect(container).toHaveTextContent("icon");

  rerender(thumb("/n/512.webp?signature=1"));
  expect(image()).toHaveAttribute("src", "/n/512.webp?signature=1");
  fireEvent.load(image() as HTMLImageElement);
  rerender(thumb("/n/512.webp?signature=2"));
  expect(image()).toHaveAttribute("src", "/n/512.webp?signature=1");
});

test("one that did not come is tried again a few times, and a picture that came has all its tries again", () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const { container, rerender } = render(thumb("/a/512.webp"));
  const image = () => container.querySelector("img");
  const fail = () => fireEvent.error(image() as HTMLImageElement);
  const pass = (ms: number) => act(() => vi.advanceTimersByTime(ms));
  fail();
  pass(1_900);
  expect(image()).toBeNull();
  pass(200);
  expect(image()).toHaveAttribute("src", "/a/512.webp");
  fireEvent.load(image() as HTMLImageElement);
  expect(image()).toHaveClass("opacity-100");

  for (const wait of [2_000, 8_000]) {
    fail();
    pass(wait);
  }
  fail();
  pass(3_600_000);
  expect(image()).toBeNull();
  act(() => window.dispatchEvent(new Event("online")));
  expect(image()).toHaveAttribute("src", "/a/512.webp");
  fail();
  rerender(thumb("/b/512.webp"));
  expect(image()).toHaveAttribute("src", "/b/512.webp");
  fail();
  pass(2_000);
  expect(image()).toHaveAttribute("src", "/b/512.webp");
});

test("it is asked for with CORS, as the service worker asks: [Note: Always with CORS]", () => {
  const { container } = render(thumb("/n/512.webp"));
  expect(container.querySelector("img")).toHaveAttribute("crossorigin", "anonymous");
});
