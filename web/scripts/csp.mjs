/**
 * Gives every exported page a meta CSP that allows exactly its own inline scripts, by hash. It restricts scripts, plugins and
 * the base address only; connect-src, img-src and the rest come with the response header, which knows the storage origin.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const OUT = path.resolve(import.meta.dirname, "../out");
const INLINE = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;
const META = /<meta http-equiv="Content-Security-Policy"[^>]*>/;
const CHARSET = /<meta charSet="utf-8"\/>/i;

const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

const pages = readdirSync(OUT, { recursive: true })
  .map(String)
  .filter((file) => file.endsWith(".html"));
let total = 0;
for (const page of pages) {
  const file = path.join(OUT, page);
  const html = readFileSync(file, "utf8").replace(META, "");
  const hashes = [...new Set([...html.matchAll(INLINE)].map((match) => hash(match[1])))];
  const policy = `script-src 'self' ${hashes.join(" ")}; object-src 'none'; base-uri 'self'`;
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}"/>`;
  if (!CHARSET.test(html)) throw new Error(`${page}: no charset to put the policy after`);
  writeFileSync(
    file,
    html.replace(CHARSET, (charset) => charset + meta),
  );
  total += hashes.length;
}
console.log(`csp: ${pages.length} pages, ${total} hashes`);
