// The single file inside an element of another page (`element/`): the messages that the two exchange. What the module is asked
// for and tells is `src/embedded.rs`. `docs/embed.md` describes the messages for those who write to the page themselves.

/* global VERSION: that of the program, which the build writes here */

/** The version of the messages; another one is refused. */
const PROTOCOL = 1;
/** The frame of an element has this name, also after it was loaded again. */
const NAME = "gouji";
/** In milliseconds: without an element's word for so long the page works alone. */
const PATIENCE = 10000;

/** Gives the module what it needs of its surroundings, once these are known. */
export function surrounded(gouji) {
  if (window.parent === window || window.name !== NAME) return Promise.resolve(alone(gouji));
  return connected().then((connection) => (connection ? inside(gouji, connection) : alone(gouji)));
}

function alone(gouji) {
  gouji.surrounding = () => undefined;
}

/** The first connection that the page around this one asks for; nothing when none comes that may be answered. */
function connected() {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, PATIENCE);
    window.addEventListener("message", function hear({ source, origin, data, ports }) {
      if (source !== window.parent || !data || !data.gouji || data.type !== "connect") return;
      window.removeEventListener("message", hear);
      clearTimeout(timer);
      if (data.gouji === PROTOCOL && isAllowed(origin)) return resolve({ origin, port: ports[0], ...data });
      window.parent.postMessage({ gouji: PROTOCOL, type: "refused" }, "*");
      resolve();
    });
    window.parent.postMessage({ gouji: PROTOCOL, type: "ready", version: VERSION, height: height() }, "*");
  });
}

/** The site of the page's own address, and those that its operator named. */
function isAllowed(origin) {
  const { protocol, origin: own } = new URL(location.href);
  const named = document.querySelector('meta[name="gouji-origins"]').content.split(/[\s,]+/).filter(Boolean);
  return (/^https?:$/.test(protocol) && origin === own) || named.includes(origin);
}

function inside(gouji, { origin, port, state, slot, beside }) {
  const send = (type, more) => port.postMessage({ type, ...more });
  const session = origin === new URL(location.href).origin ? gouji.session() : null;
  const kept = keeping(send, session, state, `gouji.element.${slot}.`);
  // What belongs to whatever report comes in: last year's, and what is known to be right.
  const given = { previous: undefined, acknowledged: {}, ...beside };
  // What was said of the report last.
  let said = {};
  // Whether a report comes that was kept, and has already what belongs to it.
  let isRestoring = Object.keys(kept.values).length > 0;
  let isSet = false;
  let waiting = [];
  let module;
  // What is asked for is done one after the other.
  let queue = Promise.resolve();
  const enqueue = (work) => (queue = queue.then(work).catch(fail));

  gouji.surrounding = () => (origin === "null" ? "本机的网页文件" : origin);
  gouji.survives = () => Boolean(session);
  gouji.session = () => kept.storage;
  gouji.hear = (call) => {
    module = call;
    port.onmessage = ({ data }) => enqueue(() => answer(data));
    new ResizeObserver(() => isCompact() && send("height", { height: height() })).observe(document.body);
  };
  gouji.tell = (news) => {
    if (news.changed) {
      said = news;
      send("checked", outcome());
      send("edited", report());
      if (said.problem) send("error", { code: "unread", message: said.problem });
      if (said.isNew && said.result && !isSet && !isRestoring) enqueue(complete);
      isRestoring = false;
    }
    if (news.file !== undefined) {
      said.isWriting = false;
      send("edited", { ...report(), file: news.file && new File([news.file], news.name, { type: DOCX }) });
    }
    if (!news.busy) waiting.splice(0).forEach((resolve) => resolve());
  };

  function fail(error) {
    // After a trap nothing more is done: `boot.js`, which hears of it by an event, loads the page again.
    if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) {
      setTimeout(() => {
        throw error;
      });
      return new Promise(() => {});
    }
    console.error(error);
    isSet = false;
    return send("error", { code: "unread", message: "文件读不出来，可能已被移动或正被别的程序占用。请重新选择。" });
  }

  function outcome() {
    return { result: said.result || null, textSha256: said.result ? said.result.input.text_sha256 : null };
  }

  /** The report as the other page gets it. */
  function report() {
    const box = document.getElementById("report-text");
    const acknowledged = {};
    for (const finding of said.result ? said.result.findings : []) {
      if (finding.acknowledged) acknowledged[finding.fingerprint] = finding.acknowledged.reason;
    }
    return { text: said.result ? said.text : box ? box.value : "", html: said.html || "", acknowledged, isWriting: Boolean(said.isWriting) };
  }

  /** Has the module do something, and waits until it is done. */
  function ask(message) {
    const done = new Promise((resolve) => waiting.push(resolve));
    module(message);
    return done;
  }

  /** Puts beside a report that came in what belongs to it. */
  async function complete() {
    if (given.previous) await ask({ type: "previous", ...(await previousOf(given.previous)) });
    if (Object.keys(given.acknowledged).length > 0) await ask({ type: "acknowledged", acknowledged: given.acknowledged });
  }

  async function set({ text, html, file, name, number }) {
    isSet = true;
    if (file) await ask({ type: "file", ...(await fileOf(file, name)) });
    else if (html) await ask({ type: "html", html });
    else await ask(text ? { type: "text", text } : { type: "clear" });
    isSet = false;
    if (said.result) await complete();
    send("taken", { number });
  }

  function answer(message) {
    switch (message.type) {
      case "set":
        return set(message);
      case "previous":
        given.previous = message.text || message.html || message.file ? message : undefined;
        if (!said.result) return undefined;
        return given.previous ? complete() : ask({ type: "alone" });
      case "acknowledged":
        given.acknowledged = message.acknowledged || {};
        return said.result ? ask(message) : undefined;
      case "options":
        document.documentElement.classList.toggle("compact", Boolean(message.compact));
        return ask(message);
      case "check":
        return send("checked", { id: message.id, problem: said.problem, ...outcome() });
      case "clear":
        return ask(message);
      case "print":
        return window.print();
      case "style":
        return dress(message);
    }
  }
}

const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** What the module takes for the storage of its tab: it lies in the element, so that the frame may be moved; and where the site is
 * the page's own, in the tab too, so that the other page may be loaded again. */
function keeping(send, session, state, slot) {
  const values = { ...state };
  if (session && !state) {
    for (let at = 0; at < session.length; at += 1) {
      const name = session.key(at);
      if (name.startsWith(slot)) values[name.slice(slot.length)] = session.getItem(name);
    }
    for (const name of Object.keys(values)) send("state", { name, value: values[name] });
  }
  const storage = {
    getItem: (name) => (name in values ? values[name] : null),
    setItem(name, value) {
      values[name] = value;
      send("state", { name, value });
      try {
        if (session) session.setItem(slot + name, value);
      } catch (full) {
        session.removeItem(slot + name);
      }
    },
    removeItem(name) {
      if (!(name in values)) return;
      delete values[name];
      send("state", { name, value: null });
      if (session) session.removeItem(slot + name);
    },
  };
  return { values, storage };
}

/** A file with what it holds. */
async function fileOf(blob, name) {
  const file = new File([blob], name || blob.name || "报告", { type: blob.type });
  const reader = new FileReader();
  const read = new Promise((resolve, reject) => {
    reader.onload = resolve;
    reader.onerror = () => reject(reader.error);
  });
  reader.readAsArrayBuffer(blob);
  await read;
  return { file, bytes: new Uint8Array(reader.result) };
}

/** Last year's report as a file, however it was given; nothing where it was taken away. */
function previousOf({ text, html, file, name }) {
  if (file) return fileOf(file, name);
  if (html) return fileOf(new Blob([html]), name || "上年报告.html");
  if (text) return fileOf(new Blob([text]), name || "上年报告.txt");
  return undefined;
}

const isCompact = () => document.documentElement.classList.contains("compact");

/** How high the page would be. */
function height() {
  return Math.ceil(document.body.getBoundingClientRect().height);
}

/** The colours that another page may choose, by their names there, and those that are read one on the other. */
const COLOURS = { ink: "--ink", soft: "--soft", accent: "--accent", paper: "--paper", surface: "--white", ground: "--ground" };
const PAIRS = [
  ["ink", "paper"], ["ink", "surface"], ["ink", "ground"], ["soft", "paper"], ["soft", "surface"], ["soft", "ground"], ["accent", "surface"], ["accent", "paper"], ["accent", "ground"],
];
/** What WCAG asks of words. */
const CONTRAST = 4.5;
/** In pixels: the page's own size, and those that are taken. */
const SIZE = { own: 15, least: 12, most: 24 };

/** Takes colours and the size of the words: of two colours that could not be read one on the other, none. */
function dress({ colours = {}, fontSize }) {
  const root = document.documentElement.style;
  for (const name of Object.keys(COLOURS)) root.removeProperty(COLOURS[name]);
  const given = {};
  for (const name of Object.keys(COLOURS)) {
    const colour = colours[name] && read(colours[name]);
    if (colour) given[name] = colour;
  }
  const own = {};
  for (const name of Object.keys(COLOURS)) own[name] = read(getComputedStyle(document.documentElement).getPropertyValue(COLOURS[name]));
  for (let refused = true; refused; ) {
    refused = false;
    for (const pair of PAIRS) {
      const [one, other] = pair.map((name) => given[name] || own[name]);
      if (contrast(one, other) >= CONTRAST || !pair.some((name) => given[name])) continue;
      pair.forEach((name) => delete given[name]);
      refused = true;
    }
  }
  for (const name of Object.keys(given)) root.setProperty(COLOURS[name], `rgb(${given[name].join()})`);
  const size = Math.min(SIZE.most, Math.max(SIZE.least, parseFloat(fontSize)));
  document.body.style.zoom = size ? size / SIZE.own : "";
}

/** Red, green and blue of a colour, as the browser reads it; nothing of what one can see through. */
function read(colour) {
  const probe = document.createElement("span");
  probe.style.color = colour.trim();
  if (!probe.style.color) return undefined;
  document.body.append(probe);
  const parts = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(getComputedStyle(probe).color);
  probe.remove();
  return parts ? parts.slice(1).map(Number) : undefined;
}

function contrast(one, other) {
  const light = (colour) => {
    const [red, green, blue] = colour.map((part) => {
      const share = part / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}
