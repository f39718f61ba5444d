import { expect, test } from "vitest";
import { countries, countryName, languageName } from "./names";

test("countries and languages have names in both languages", () => {
  expect(countryName("TR", "tr")).toBe("Türkiye");
  expect(countryName("DE", "en")).toBe("Germany");
  expect(languageName("tr", "tr")).toBe("Türkçe");
  expect(languageName("de", "en")).toBe("German");
});

test("what is no code stays as it is", () => {
  expect(countryName("not a code", "tr")).toBe("not a code");
  expect(languageName("not a code", "tr")).toBe("not a code");
});

test("the list follows the alphabet of the language", () => {
  const listed = countries("tr").map(({ name }) => name);
  expect(listed.length).toBe(250);
  expect(listed.indexOf("Çin")).toBeLessThan(listed.indexOf("Danimarka"));
  expect(listed.indexOf("Çin")).toBeGreaterThan(listed.indexOf("Cibuti"));
});
