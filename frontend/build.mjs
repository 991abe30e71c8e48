// Compiles the stylesheet and copies the vendored files into ../putright/static/putright. See README.md.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { compile } from "sass";

const out = "../putright/static/putright";
const font = "node_modules/@fontsource-variable/atkinson-hyperlegible-next";
const ranges = { latin: "", "latin-ext": "" };
for (const [, name, range] of readFileSync(`${font}/index.css`, "utf8").matchAll(
  /next-(latin(?:-ext)?)-wght-normal[^}]*unicode-range: *([^;}]+)/g,
)) ranges[name] = range;

const faces = Object.entries(ranges).flatMap(([subset, range]) =>
  ["normal", "italic"].map((style) => {
    const file = `atkinson-hyperlegible-next-${subset}-wght-${style}.woff2`;
    mkdirSync(`${out}/fonts`, { recursive: true });
    copyFileSync(`${font}/files/${file}`, `${out}/fonts/${file}`);
    return `@font-face{font-family:"Atkinson Hyperlegible Next";font-style:${style};font-weight:200 800;font-display:swap;` +
      `src:url("fonts/${file}") format("woff2");unicode-range:${range}}`;
  }),
);

copyFileSync(`${font}/LICENSE`, `${out}/fonts/OFL.txt`);

const sheet = (name) =>
  compile(`sass/${name}.scss`, { style: "compressed", charset: false, loadPaths: [".", "node_modules"], quietDeps: true }).css;

// MOJ Frontend's few icons are background images at /assets: none of them is used here.
const moj = sheet("moj").replace(/url\([^)]*\/assets\/[^)]*\)/g, "none");
const versions = ["govuk-frontend", "@ministryofjustice/frontend"]
  .map((name) => `${name} ${JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version}`);
writeFileSync(`${out}/putright.css`,
  `/* Built from frontend/sass with ${versions.join(" and ")} (MIT, see LICENCES.md). Do not edit. */\n` +
  [...faces, sheet("govuk"), moj, sheet("own")].join("\n") + "\n");

// A static-file manifest refuses a source map that is not there.
const script = readFileSync("node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js", "utf8");
writeFileSync(`${out}/govuk-frontend.min.js`, script.replace(/\/\/# sourceMappingURL=.*/, ""));
