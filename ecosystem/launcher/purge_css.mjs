// Writes the rules of Tabler that the portal's templates use: node purge_css.mjs <checkout> <out.css>
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PurgeCSS } from "purgecss";

const [checkout, out] = process.argv.slice(2);
const content = readFileSync(0, "utf8").split("\n").filter(Boolean).map((name) => join(checkout, name));
const [result] = await new PurgeCSS().purge({
  content,
  css: [join(checkout, "node_modules/@tabler/core/dist/css/tabler.min.css")],
  variables: true,
  keyframes: true,
  fontFace: true,
  safelist: { standard: ["is-invalid", "form-control", "form-select", "form-check-input"] },
});
writeFileSync(out, result.css);
