/** Measures what each page loads first, gzipped, and fails beyond the budget. `nomodule` polyfills are left out: no current browser fetches them. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";

const OUT = path.resolve(import.meta.dirname, "../out");
const JS_BUDGET_KB = 160;
const CSS_BUDGET_KB = 20;

const kb = (file) => gzipSync(readFileSync(path.join(OUT, file)), { level: 9 }).length / 1000;
const sum = (files) => [...new Set(files)].reduce((total, file) => total + kb(file), 0);
const sources = (html, pattern) =>
  [...html.matchAll(pattern)].filter(([tag]) => !/nomodule/i.test(tag)).map((match) => match[1]);

const pages = readdirSync(OUT, { recursive: true })
  .map(String)
  .filter((file) => file.endsWith("index.html"))
  .sort();
let over = false;
for (const page of pages) {
  const html = readFileSync(path.join(OUT, page), "utf8");
  const js = sum(sources(html, /<script[^>]*\ssrc="(\/_next\/[^"?]+)[^>]*>/g));
  const css = sum(sources(html, /<link[^>]*href="(\/_next\/[^"?]+\.css)[^>]*>/g));
  const bad = js > JS_BUDGET_KB || css > CSS_BUDGET_KB;
  over ||= bad;
  console.log(
    `${bad ? "OVER" : "  ok"}  /${page.replace(/index\.html$/, "").padEnd(14)} js ${js.toFixed(1)} kB  css ${css.toFixed(1)} kB`,
  );
}
if (over) {
  console.error(`budget: js ${JS_BUDGET_KB} kB, css ${CSS_BUDGET_KB} kB (gzip)`);
  process.exit(1);
}
