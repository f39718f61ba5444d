import { fireEvent, render } from "@testing-library/react";
import { expect, test } from "vitest";
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
