// Writes what pages load into the package. What it writes is committed: who installs jixiao needs no node.
import { build } from "esbuild";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const OUT = "../../src/jixiao/web/static/vendor";
const COPIES = {
  "@tabler/core/dist/css/tabler.min.css": "tabler.min.css",
  "htmx.org/dist/htmx.min.js": "htmx.min.js",
};
const LICENCES = ["@tabler/core", "htmx.org", "echarts", "zrender"];

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
for (const [from, to] of Object.entries(COPIES)) {
  const text = readFileSync(`node_modules/${from}`, "utf8");
  writeFileSync(`${OUT}/${to}`, text.replace(/\/\*# sourceMappingURL=.*?\*\/\s*$/, "")); // the map is not shipped
}
await build({ entryPoints: ["charts.js"], outfile: `${OUT}/charts.min.js`, bundle: true, minify: true, format: "iife" });

// Servers send the packed file to whoever takes it.
for (const name of readdirSync(OUT)) writeFileSync(`${OUT}/${name}.gz`, gzipSync(readFileSync(`${OUT}/${name}`), { level: 9 }));

const told = LICENCES.map((name) => {
  const about = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
  return `${name} ${about.version}: ${about.license}\n`;
});
writeFileSync(`${OUT}/VERSIONS.txt`, told.join(""));
