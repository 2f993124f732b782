// A portal's website for the tests: its own pages, the files of the guide under /gouji/, and a form that takes what is sent.

import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";

const root = path.join(import.meta.dirname, "../..");
/** The folders of the page and of the npm package. */
export const site = process.env.GOUJI_SITE ?? path.join(root, "dist");
export const packageFolder = process.env.GOUJI_PACKAGE ?? path.join(root, "target/npm");

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8" };

/**
 * Serves `pages` (a path and its text) and the files of the guide. `headers` gives those of a path. `asked` has every request,
 * `submitted` what forms sent.
 */
export async function portal(t, { pages = {}, headers = () => ({}), folder = "/gouji/" } = {}) {
  const asked = [];
  const submitted = [];
  const content = (name) => {
    if (name in pages) return pages[name];
    const [, inPackage, file] = new RegExp(`^${folder}(package/)?([\\w.-]+)$`).exec(name) ?? [];
    const found = file && path.join(inPackage ? packageFolder : site, file);
    return found && existsSync(found) ? readFileSync(found) : undefined;
  };
  const server = createServer(async (request, response) => {
    const [name] = request.url.split("?");
    if (name !== "/favicon.ico") asked.push({ method: request.method, name });
    if (request.method === "POST") {
      submitted.push(await formOf(request));
      response.writeHead(200, { "content-type": TYPES[".html"] });
      return response.end("<!doctype html><title>已收到</title><p id='received'>已收到</p>");
    }
    if (name === "/favicon.ico") return response.writeHead(204).end();
    const found = content(name);
    if (found === undefined) return response.writeHead(404).end();
    const type = TYPES[path.extname(name)];
    response.writeHead(200, type ? { "content-type": type, ...headers(name) } : headers(name));
    return response.end(found);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address();
  return { asked, submitted, pages, port, address: `http://127.0.0.1:${port}/` };
}

async function formOf(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  const form = await new Response(Buffer.concat(parts), { headers: { "content-type": request.headers["content-type"] } }).formData();
  return Object.fromEntries(form);
}

/** A page of a portal with these words in its head and its body. */
export const pageOf = (head, body) =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>门户</title>${head}</head><body>${body}</body></html>`;

export const WITH_ELEMENT = '<script src="/gouji/gouji-element.js" defer></script>';
