/** Holds the arrows `lib <- api, components <- features <- app`: features do not import each other, and no file outgrows 250 lines. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const ROOT = path.resolve(import.meta.dirname, "../src");
const MAX_LINES = 250;
const MAY_IMPORT = {
  lib: [],
  api: ["lib"],
  components: ["lib"],
  features: ["components", "lib", "api"], // and itself, which is the same zone; another feature is not in the list
  app: ["features", "components", "lib", "api"],
};
const IMPORT = /(?:from|import)\s*\(?\s*["']([^"']+)["']|new URL\(\s*["']([^"']+)["']/g;

const sources = readdirSync(ROOT, { recursive: true })
  .map(String)
  .filter((file) => /\.(ts|tsx)$/.test(file) && !file.endsWith("schema.d.ts"));

/** `features/login` for a feature, the top folder for the rest. */
const zoneOf = (file) =>
  file
    .split(path.sep)
    .slice(0, file.startsWith("features") ? 2 : 1)
    .join("/");

const targetOf = (file, specifier) => {
  if (specifier.startsWith("@/")) return specifier.slice(2);
  const target = specifier.startsWith(".") ? path.join(path.dirname(file), specifier) : null;
  return target?.startsWith("..") ? null : target; // outside src: no zone of ours
};

const problems = [];
for (const file of sources) {
  const text = readFileSync(path.join(ROOT, file), "utf8");
  const lines = text.split("\n").length - 1;
  if (lines > MAX_LINES) problems.push(`${file}: ${lines} lines, at most ${MAX_LINES}`);
  const zone = zoneOf(file);
  for (const [, imported, worker] of text.matchAll(IMPORT)) {
    const target = targetOf(file, imported ?? worker);
    if (target === null) continue;
    const other = zoneOf(target);
    const top = other.split("/")[0];
    const allowed = MAY_IMPORT[zone.split("/")[0]];
    if (other !== zone && !allowed?.includes(top)) problems.push(`${file}: ${zone} must not import ${other}`);
  }
}

for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);
console.log(`arrows: ${sources.length} files hold`);
