// The portal operator's guide, followed word by word: what it prints is what runs here, in the engines that offices have.
// `GOUJI_ENGINES` names the versions. With `GOUJI_WRITE=1` its table of what works where is written anew.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { inEachEngine } from "./engines.mjs";
import { sample } from "./page.mjs";
import { WITH_ELEMENT, packageFolder, pageOf, portal, site } from "./portal.mjs";

const root = path.join(import.meta.dirname, "../..");
const guide = path.join(root, "docs/embed.md");
const words = readFileSync(guide, "utf8");
const formats = process.env.GOUJI_FORMATS ?? path.join(root, "target/formats");

/** The files that the guide tells to keep, by their names. */
const files = Object.fromEntries([...words.matchAll(/存成 `([\w.-]+)`[^`]*?：\n\n```\w+\n([^]*?)```/g)].map(([, name, text]) => [name, text]));
/** Its blocks of a language. */
const blocks = (language) => [...words.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, "g"))].map(([, text]) => text);
/** The policy for `gouji.html`. */
const [[policy]] = blocks("text").map((text) => [text.trim()]);

const VERDICT = /有 2 处必须改正、1 处请核对/;

test("the guide has its examples, and says one policy everywhere", () => {
  assert.deepEqual(Object.keys(files), ["frame.html", "filing.html", "filing.js", "editor.html", "own.html", "own.js", "server.mjs"]);
  for (const language of ["nginx", "apache", "java"]) assert.ok(blocks(language)[0].includes(policy), language);
  for (const name of ["frame.html", "filing.html", "editor.html"]) {
    assert.ok(files[name].includes('<meta name="renderer" content="webkit">'), name);
    assert.ok(files[name].includes('<meta http-equiv="X-UA-Compatible" content="IE=edge">'), name);
  }
  for (const { name } of [...readFileSync(path.join(root, "web/element/class.js"), "utf8").matchAll(/"(?<name>frame_blocked|refused|trapped|no_target|gouji-\w+)"/g)].map(({ groups }) => groups)) {
    assert.ok(words.includes(`\`${name}\``) || name === "gouji-checker", name);
  }
});

const FRAME = "document.querySelector('iframe').contentWindow";
const ELEMENT = "document.querySelector('gouji-checker')";
const IN_ELEMENT = `${ELEMENT}.shadowRoot.querySelector('iframe').contentWindow`;

/** Puts words beside the box of the page inside, as the keyboard does. */
const pasted = (words) => {
  const data = new DataTransfer();
  data.setData("text/plain", words);
  document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
};
/** The page draws itself in slices: what is pasted between two of them is not heard, and pasted again. */
async function paste(page) {
  const isChecked = () => document.getElementById("result") !== null;
  for (let times = 0; times < 5; times += 1) {
    await page.evaluate(pasted, sample);
    for (let waited = 0; waited < 40; waited += 1) {
      if (await page.evaluate(isChecked)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error("what is pasted is not checked");
}

const verdict = () => document.getElementById("result").innerText;

async function checksInside(page, inside) {
  await page.until(`document.readyState === "complete" && ${inside}.document.getElementById("report-text")`);
  page.inside = inside;
  await paste(page);
  assert.match(await page.evaluate(verdict), VERDICT);
  await page.choose("#report-file", path.join(formats, "report.docx"));
  await page.until("!/有 2 处必须改正、1 处请核对/.test(document.getElementById('result').innerText)");
  page.inside = "window";
}

/** The three examples, at the address of a server. */
async function follow(engine, address, { posts = false } = {}) {
  const frame = await engine.open(`${address}frame.html`);
  await checksInside(frame, FRAME);
  await frame.close();

  const filing = await engine.open(`${address}filing.html`);
  await checksInside(filing, IN_ELEMENT);
  // A Word file has to be written before the form goes.
  await filing.evaluate((sample) => {
    const element = document.querySelector("gouji-checker");
    element.text = sample;
    return element.check().then(() => true);
  }, sample);
  if (posts) {
    await filing.evaluate(() => document.getElementById("submit").click());
    assert.match(await filing.evaluate(() => document.querySelector("gouji-checker").validationMessage), /报告还有 2 处必须改正/);
    filing.inside = IN_ELEMENT;
    for (let left = 2; left > 0; left -= 1) {
      await filing.evaluate(() => document.querySelector(".finding.error button.fix").click());
      await filing.until(`document.querySelectorAll(".finding.error").length === ${left - 1}`);
    }
    filing.inside = "window";
    await filing.until(`${ELEMENT}.checkValidity()`);
    await filing.evaluate(() => document.getElementById("submit").click());
    await filing.until("document.getElementById('received')");
  }
  await filing.close();

  const editor = await engine.open(`${address}editor.html`);
  await editor.evaluate((sample) => (document.getElementById("content").textContent = sample), sample);
  await editor.until(`${ELEMENT} && ${ELEMENT}.shadowRoot && ${ELEMENT}.shadowRoot.querySelector("button")`);
  await editor.evaluate(() => document.querySelector("gouji-checker").shadowRoot.querySelector("button").click());
  await editor.until(`${ELEMENT}.result`);
  await editor.close();

  const own = await engine.open(`${address}own.html`);
  await own.evaluate((sample) => {
    for (const line of sample.split("\n")) {
      const paragraph = document.createElement("p");
      paragraph.textContent = line;
      document.getElementById("editor").append(paragraph);
    }
    document.getElementById("check").click();
  }, sample);
  await own.until("document.querySelectorAll('#findings li').length > 0");
  assert.match(await own.evaluate(() => document.getElementById("verdict").textContent), /必须改正/);
  await own.close();
}

/** A folder with the files as the guide puts them. */
function folderOf(t) {
  const folder = mkdtempSync(path.join(tmpdir(), "gouji-guide-"));
  t.after(() => rmSync(folder, { recursive: true }));
  mkdirSync(path.join(folder, "gouji/package"), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  for (const name of ["gouji.html", "gouji-element.js"]) copyFileSync(path.join(site, name), path.join(folder, "gouji", name));
  for (const name of readdirSync(packageFolder)) copyFileSync(path.join(packageFolder, name), path.join(folder, "gouji/package", name));
  return folder;
}

async function freePort() {
  const server = createServer();
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** Runs a server until the test ends; gives its address once it answers. */
async function running(t, port, command, ...given) {
  // Debian's nginx stands where only root looks for programs.
  const child = spawn(command, given, { env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` }, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (more) => (said += more));
  const ended = new Promise((resolve) => child.once("exit", resolve));
  t.after(async () => {
    child.kill();
    await ended;
  });
  for (let times = 0; times < 200; times += 1) {
    if (await fetch(`http://127.0.0.1:${port}/`).then(() => true, () => false)) return `http://portal.test:${port}/`;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${command} does not answer: ${said}`);
}

inEachEngine((engine, version) => {
  test("the guide on a bare server: python3 -m http.server", async (t) => {
    const port = await freePort();
    const address = await running(t, port, "python3", "-m", "http.server", String(port), "--bind", "127.0.0.1", "--directory", folderOf(t));
    await follow(engine, address);
  });

  test("the guide on nginx with a strict policy, as it prints it", async (t) => {
    const [folder, port, scratch] = [folderOf(t), await freePort(), mkdtempSync(path.join(tmpdir(), "gouji-nginx-"))];
    t.after(() => rmSync(scratch, { recursive: true }));
    const block = blocks("nginx")[0].replace("listen 80;", `listen 127.0.0.1:${port};`).replace("root /srv/portal;", `root ${folder};`);
    const places = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((kind) => `${kind}_temp_path ${scratch}/${kind};`).join("\n");
    writeFileSync(
      path.join(scratch, "nginx.conf"),
      `daemon off;\nerror_log stderr;\npid ${scratch}/nginx.pid;\n${process.getuid() === 0 ? "user root;\n" : ""}events {}\nhttp {\ninclude /etc/nginx/mime.types;\naccess_log off;\n${places}\n${block}\n}\n`,
    );
    const address = await running(t, port, "nginx", "-c", path.join(scratch, "nginx.conf"));
    await follow(engine, address);
  });

  test("the form is posted, and the server of the guide checks again", async (t) => {
    const pages = Object.fromEntries(Object.entries(files).map(([name, text]) => [`/${name}`, text]));
    const { submitted, port } = await portal(t, { pages });
    await follow(engine, `http://portal.test:${port}/`, { posts: true });
    const [{ report, acknowledged }] = submitted;
    assert.equal(acknowledged, "{}");
    const project = mkdtempSync(path.join(tmpdir(), "gouji-server-"));
    t.after(() => rmSync(project, { recursive: true }));
    mkdirSync(path.join(project, "node_modules/@gouji/checker"), { recursive: true });
    for (const name of readdirSync(packageFolder)) copyFileSync(path.join(packageFolder, name), path.join(project, "node_modules/@gouji/checker", name));
    writeFileSync(path.join(project, "server.mjs"), files["server.mjs"]);
    const own = await freePort();
    const child = spawn(process.execPath, ["server.mjs"], { cwd: project, env: { ...process.env, PORT: String(own) }, stdio: "inherit" });
    t.after(() => child.kill());
    const post = async (text) => {
      const body = new FormData();
      body.append("report", text);
      body.append("acknowledged", acknowledged);
      for (let times = 0; ; times += 1) {
        try {
          const answer = await fetch(`http://127.0.0.1:${own}/`, { method: "POST", body });
          return [answer.status, await answer.text()];
        } catch (error) {
          if (times > 200) throw error;
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      }
    };
    assert.equal((await post(report))[0], 200);
    const [status, said] = await post(sample);
    assert.equal(status, 422);
    assert.match(said, VERDICT);
  });

  test("what works where is what the guide's table says", async (t) => {
    const table = await tableOf(t, engine, version);
    const between = /(<!-- 表：情况 -->\n)[^]*?(<!-- 表完 -->)/;
    if (process.env.GOUJI_WRITE === "1") writeFileSync(guide, readFileSync(guide, "utf8").replace(between, (_, before, behind) => before + table + behind));
    assert.equal(`<!-- 表：情况 -->\n${table}<!-- 表完 -->`, between.exec(readFileSync(guide, "utf8"))[0]);
  });
});

/** A page of a portal that has a report checked by each means, and says in its title what came of it. */
const ELEMENT_PAGE = pageOf(WITH_ELEMENT + '<script src="/element.js" defer></script>', "<gouji-checker></gouji-checker>");
const elementScript = `const element = document.querySelector("gouji-checker");
element.addEventListener("gouji-error", (event) => (document.title = event.detail.code));
element.text = ${JSON.stringify(sample)};
element.check().then((result) => (document.title = result.verdict.text));`;
const workerScript = `import { create } from "/gouji/package/client.js";
create({ worker: "/gouji/package/worker.js" }).check(${JSON.stringify(sample)})
  .then((result) => (document.title = result.verdict.text), (error) => (document.title = "failed"));`;
const WORKER_PAGE = pageOf('<script type="module" src="/worker-page.js"></script>', "");

/** A frame spoken to without the element, as the guide describes the messages. */
const spokenScript = `const frame = document.querySelector("iframe");
addEventListener("message", (event) => {
  if (event.source !== frame.contentWindow || event.data.type !== "ready") return;
  const { port1, port2 } = new MessageChannel();
  frame.contentWindow.postMessage({ gouji: 1, type: "connect" }, "*", [port2]);
  port1.onmessage = ({ data }) => {
    if (data.type === "checked" && data.result) document.title = data.result.verdict.text;
  };
  port1.postMessage({ type: "set", text: ${JSON.stringify(sample)} });
});`;

const WORKS = "能用";
const SAYS = "说明";

/** How a page of ours opened: checked a report, or showed a sentence. `enter` goes to the window that it is in. */
async function opened(engine, address, enter = () => {}) {
  const page = await engine.open(address);
  await enter(page);
  const read = () => {
    const box = document.getElementById("report-text");
    const sentence = [...document.querySelectorAll("#starting p")].find((shown) => shown.offsetHeight > 0 && shown.id !== "opening");
    return box ? "box" : sentence ? sentence.id : "";
  };
  // Without its script only the sentence is there that stands in the page from the beginning.
  let shown = "";
  for (let times = 0; times < 100 && !shown; times += 1) {
    shown = await page.evaluate(read);
    if (!shown) await new Promise((resolve) => setTimeout(resolve, 50));
  }
  if (shown === "box") {
    await paste(page);
    assert.match(await page.evaluate(verdict), VERDICT);
  }
  await page.close();
  return shown === "box" ? WORKS : SAYS;
}

const intoFrame = (page) => (page.inside = FRAME);
/** Where a page may not look into its frame, as from a disk. */
const intoWorld = (page) => {
  const [main] = page.worlds.filter(({ auxData }) => auxData.isDefault).slice(-2);
  const inner = page.worlds.filter(({ auxData }) => auxData.isDefault && auxData.frameId !== main.auxData.frameId).at(-1);
  page.world = inner.id;
};

/** What a portal's page says in its title. */
async function titled(engine, address) {
  const page = await engine.open(address);
  await page.until("document.title !== '门户'");
  const title = await page.evaluate(() => document.title);
  await page.close();
  if (VERDICT.test(title)) return WORKS;
  assert.match(title, /^(frame_blocked|refused|failed)$/);
  return title === "failed" ? "不能用" : SAYS;
}

const EVERYWHERE = "所有应答都有 `script-src 'self'`";

async function tableOf(t, engine, version) {
  const script = "script-src 'self'; frame-src 'self'; worker-src 'self'; style-src 'self'";
  const ours = (name) => /gouji\.html$|worker\.js$/.test(name);
  const rows = [
    ["放在子路径下，服务器没有 wasm 类型，没有任何响应头", {}],
    ["普通 http，主机名不是 localhost", { host: "portal.test" }],
    [`\`X-Frame-Options: SAMEORIGIN\`（所有应答）`, { headers: () => ({ "x-frame-options": "SAMEORIGIN" }) }],
    ["网页有严格的策略，`gouji.html` 和 `worker.js` 没有", { headers: (name) => (ours(name) ? {} : { "content-security-policy": script }) }],
    [
      "网页有严格的策略，`gouji.html` 和 `worker.js` 用上面给的",
      {
        headers: (name) => ({
          "content-security-policy": /gouji\.html$/.test(name) ? policy : /worker\.js$/.test(name) ? "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'" : script,
        }),
      },
    ],
    [EVERYWHERE, { headers: () => ({ "content-security-policy": script }) }],
    ["放进沙箱（`sandbox`）", { sandbox: true }],
  ];
  let table = "| 情况 | 网站（`site` 文件夹） | `gouji.html` 单独打开 | 框架 | 元素 | 包的 worker |\n| --- | --- | --- | --- | --- | --- |\n";
  for (const [label, { headers, host = "127.0.0.1", sandbox }] of rows) {
    const attribute = sandbox ? ' sandbox="allow-scripts allow-downloads allow-modals"' : "";
    const pages = {
      "/frame.html": pageOf("", `<iframe src="/gouji/gouji.html"${attribute}></iframe>`),
      "/element.html": sandbox ? ELEMENT_PAGE.replace("<gouji-checker>", "<gouji-checker sandbox>") : ELEMENT_PAGE,
      "/element.js": elementScript,
      "/spoken.html": pageOf('<script src="/spoken.js" defer></script>', `<iframe name="gouji" src="/gouji/gouji.html"${attribute}></iframe>`),
      "/spoken.js": spokenScript,
      "/worker.html": WORKER_PAGE,
      "/worker-page.js": workerScript,
    };
    const { port } = await portal(t, { pages, headers });
    const address = `http://${host}:${port}/`;
    const outcomes = sandbox
      ? ["—", "—", await titled(engine, `${address}spoken.html`), await titled(engine, `${address}element.html`), "—"]
      : [
          await opened(engine, `${address}gouji/index.html`),
          await opened(engine, `${address}gouji/gouji.html`),
          await opened(engine, `${address}frame.html`, intoFrame),
          await titled(engine, `${address}element.html`),
          await titled(engine, `${address}worker.html`),
        ];
    // Below 97 a policy of the worker's own file does not hold its wasm back.
    const differs = label === EVERYWHERE && outcomes.at(-1) === (version < 97 ? WORKS : "不能用");
    if (differs) outcomes.splice(-1, 1, "不能用；Chromium 97 以前的内核能用");
    table += `| ${label} | ${outcomes.join(" | ")} |\n`;
  }
  return table + (await fromDisk(t, engine));
}

/** Opened from a disk by a double click. */
async function fromDisk(t, engine) {
  const folder = mkdtempSync(path.join(tmpdir(), "gouji-disk-"));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const name of readdirSync(site)) copyFileSync(path.join(site, name), path.join(folder, name));
  writeFileSync(path.join(folder, "portal.html"), ELEMENT_PAGE.replaceAll('src="/gouji/', 'src="').replaceAll('src="/', 'src="'));
  writeFileSync(path.join(folder, "frame.html"), pageOf("", '<iframe src="gouji.html"></iframe>'));
  writeFileSync(path.join(folder, "element.js"), elementScript);
  const at = (name) => pathToFileURL(path.join(folder, name)).href;
  const hosted = await opened(engine, at("index.html"));
  const framed = await opened(engine, at("frame.html"), intoWorld);
  const single = await opened(engine, at("gouji.html"));
  const refused = await titled(engine, at("portal.html"));
  const page = path.join(folder, "gouji.html");
  writeFileSync(page, readFileSync(page, "utf8").replace('name="gouji-origins" content=""', 'name="gouji-origins" content="null"'));
  const named = await titled(engine, at("portal.html"));
  return (
    `| 从磁盘双击打开（\`file://\`） | ${hosted} | ${single} | ${framed} | ${refused} | — |\n` +
    `| 同上，\`gouji.html\` 的 \`gouji-origins\` 写了 \`null\` | — | — | — | ${named} | — |\n`
  );
}
