/** Draws the PNG icons from icon/mark.svg; the results are committed, so a build needs no drawing. */
import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import sharp from "sharp";

const ROOT = path.resolve(import.meta.dirname, "..");
const OUT = path.join(ROOT, "public/icons");
const rounded = readFileSync(path.join(ROOT, "icon/mark.svg"), "utf8");
/** Systems that cut their own shape get the full square. */
const square = rounded.replace(' rx="22"', "");
/** Maskable: the drawing stays within the inner 80 %, whatever the mask. */
const maskable = square
  .replace('viewBox="0 0 96 96"', 'viewBox="-12 -12 120 120"')
  .replace('<rect width="96" height="96"', '<rect x="-12" y="-12" width="120" height="120"');

const draw = (svg, size, name) =>
  sharp(Buffer.from(svg), { density: 600 })
    .resize(size, size)
    .png({ compressionLevel: 9, palette: true })
    .toFile(path.join(OUT, name));

mkdirSync(OUT, { recursive: true });
copyFileSync(path.join(ROOT, "icon/mark.svg"), path.join(OUT, "mark.svg"));
await draw(rounded, 192, "icon-192.png");
await draw(rounded, 512, "icon-512.png");
await draw(maskable, 512, "maskable-512.png");
await draw(square, 180, "apple-touch-icon.png");
