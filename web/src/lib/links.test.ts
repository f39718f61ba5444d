// @vitest-environment node
import { expect, test } from "vitest";
import { safeLinks } from "./links";

test("a link of a stranger leads to a page over https or nowhere", () => {
  const urls = [
    "https://a.example",
    "HTTPS://b.example",
    "http://c.example",
    "javascript:alert(1)",
    "data:text/html,x",
  ];
  const safe = safeLinks(urls.map((url) => ({ url })));
  expect(safe.map(({ url }) => url)).toEqual(["https://a.example", "HTTPS://b.example"]);
});
