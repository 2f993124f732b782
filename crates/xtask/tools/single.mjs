// `node single.mjs SITE READER PAGE FILE VERSION` makes one file of the page that is laid out in the folder SITE. The readers are one
// module in the folder READER, and the page's own module, in the folder PAGE, holds the writer and can stand in an element. It asks for nothing: what is
// executed stands in it as it is, by its hash in the policy; what is data stands in it packed, and web/single.js unpacks it when it
// is first used.

import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { buildSync } from "esbuild";

const [site, reader, module, file, version] = process.argv.slice(2);

/** What the policy of the hosted page ends in, and what that of the single file does. */
const hosted = "connect-src 'self'; worker-src 'self'; manifest-src 'self'; style-src 'self'; font-src 'self'";
const single = (style) => `connect-src 'none'; worker-src blob:; style-src ${style}`;

const web = path.join(import.meta.dirname, "../../../web");
const unpacked = script(path.join(web, "unpacked.js"), { format: "iife", globalName: "unpacking", footer: { js: "var unpacked=unpacking.unpacked;" } });
const style = `${read(/^style-.*\.css$/)}${script(path.join(web, "embedded.css"), {})}`;
const own = readFileSync(path.join(module, "gouji-web.js"), "utf8");
const scripts = [unpacked, own, script(path.join(web, "single.js"), { format: "iife", define: { VERSION: JSON.stringify(version) } })];
const parts = {
  "gouji-web_bg.wasm": readFileSync(path.join(module, "gouji-web_bg.wasm")),
  "reader.js": [unpacked, readFileSync(path.join(reader, "reader.js")), read(/^reader-[0-9a-f]{16}\.js$/)].join("\n"),
  "reader_bg.wasm": readFileSync(path.join(reader, "reader_bg.wasm")),
};
// What else the page loads when it is asked for; the writer stands in the page's module.
for (const name of ["sample.txt", "rules.md"]) {
  const [stem, ending] = name.split(".");
  parts[name] = read(new RegExp(`^${stem}-[0-9a-f]{16}\\.${ending}$`));
}

let page = readFileSync(path.join(site, "index.html"), "utf8");
put(hosted, single(hash(style)));
put(/<link rel="stylesheet" href="[^"]*">/, `<style>${style}</style>`);
put(/<script src="[^"]*"><\/script>/, `<script>${boot(read(/^boot-.*\.js$/).toString())}</script>`);
put("</title>", '</title>\n<meta name="gouji-origins" content="">');
put("</body>", [...Object.entries(parts).map(([name, content]) => data(name, content)), ...scripts.map(executed), "</body>"].join("\n"));
writeFileSync(file, page);

/** The one file of the site whose name this is. */
function read(name) {
  const [found, ...others] = readdirSync(site).filter((file) => name.test(file));
  if (!found || others.length > 0) throw new Error(`${site} has not exactly one file ${name}`);
  return readFileSync(path.join(site, found));
}

/** A script with what it imports. */
function script(entry, options) {
  const nodePaths = [path.join(import.meta.dirname, "node_modules")];
  const built = buildSync({ entryPoints: [entry], bundle: true, minify: true, write: false, target: "chrome66", nodePaths, ...options });
  return built.outputFiles[0].text;
}

/** `boot.js`, which adds the rest of the policy: here there are no files, and each script has its hash. */
function boot(script) {
  script = replaced(script, /var names = .*;/, "var names = { first: {}, later: {} };");
  return replaced(script, `var scripts = "script-src 'self'";`, `var scripts = "worker-src blob:; script-src ${scripts.map(hash).join(" ")}";`);
}

function executed(script) {
  if (/<\/script|<!--/i.test(script)) throw new Error("a script would end the element that it stands in");
  return `<script>${script}</script>`;
}

function data(name, content) {
  return `<script type="text/plain" id="${name}">${gzipSync(content, { level: 9 }).toString("base64")}</script>`;
}

function hash(content) {
  return `'sha256-${createHash("sha256").update(content).digest("base64")}'`;
}

function put(what, replacement) {
  page = replaced(page, what, replacement);
}

function replaced(text, what, replacement) {
  const changed = text.replace(what, () => replacement);
  if (changed === text) throw new Error(`${what} is not there`);
  return changed;
}
