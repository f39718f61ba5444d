/** Bundles the service worker and writes the list of files it keeps: after csp.mjs, since that changes the pages. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { injectManifest } from "@serwist/build";
import { build } from "esbuild";

const ROOT = path.resolve(import.meta.dirname, "..");
const OUT = path.join(ROOT, "out");
const BUNDLE = path.join(ROOT, ".next/sw.js");
/** All pages with their code, some 700 KiB gzipped, loaded once: it was 1 MiB before matching, 1.75 MiB before the vault's pages. */
const MAX_TOTAL = 2.25 * 1024 * 1024;
/** No client asks for `_full` (it is index.txt once more); 404.html serves lost pages; who looks at a deletion is online. */
const UNUSED = ["sw.js", "_not-found/**", "404/**", "deletion/**", "**/__next._full.txt"];

/** Scripts marked `nomodule`, which no browser with a service worker fetches; their names are hashes. */
const legacy = [
  ...readFileSync(path.join(OUT, "index.html"), "utf8").matchAll(/<script[^>]*\ssrc="\/([^"?]+)[^>]*>/g),
]
  .filter(([tag]) => /nomodule/i.test(tag))
  .map(([, file]) => file);

await build({
  entryPoints: [path.join(ROOT, "sw/sw.ts")],
  outfile: BUNDLE,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  define: { "process.env.NODE_ENV": '"production"' },
});

const { count, size, warnings } = await injectManifest({
  swSrc: BUNDLE,
  swDest: path.join(OUT, "sw.js"),
  globDirectory: OUT,
  globPatterns: ["**/*.{html,js,css,txt,svg,webmanifest}", "icons/icon-192.png"],
  globIgnores: [...UNUSED, ...legacy],
  dontCacheBustURLsMatching: /^_next\/static\//,
});
for (const warning of warnings) console.warn(warning);
if (size > MAX_TOTAL) throw new Error(`precache is ${size} bytes, at most ${MAX_TOTAL}`);
console.log(`sw: ${count} files, ${Math.round(size / 1024)} KiB`);
