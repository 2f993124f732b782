// `<gouji-checker>`: the check as an element of any page. It is a frame with the single file, with which it speaks by messages
// (`embedded.js` is the other end; docs/embed.md describes both), and a control of the form around it. No wasm runs in the
// page that it stands in, and no style of that page reaches the check.

/** The version of the messages. */
const PROTOCOL = 1;
/** The name by which the single file knows that it stands in an element. */
const NAME = "gouji";
/** In milliseconds after the frame was loaded: what has not answered by then was kept from running. */
const PATIENCE = 10000;
const SANDBOX = "allow-scripts allow-downloads allow-modals";
const COLOURS = ["ink", "soft", "accent", "paper", "surface", "ground"];
const OPTIONS = ["organ", "level", "year", "due"];

const WORDS = {
  title: "核对政府信息公开工作年度报告",
  check: "检查",
  blocked: "检查页面没有打开，多半是网站的安全设置不许它运行。请联系网站管理员，按部署说明调整 gouji.html 的内容安全策略。",
  refused: "检查页面不接受这个网页的连接。请联系网站管理员，把这个网站的地址写进 gouji.html 的 gouji-origins。",
  trapped: "检查时程序出错，检查页面已重新打开。",
  noTarget: "没有找到要检查的内容。",
  missing: "请放入报告并检查。",
  busy: "报告还在检查，请稍候再提交。",
  unread: "报告没有读成，请看检查框里的说明。",
  error: "处必须改正，请改正，或确认无误并写明理由。",
  warning: "处意见没有处理，请改正，或确认无误并写明理由。",
};

/** What an element knows, under a name that no other script has. */
const own = Symbol("gouji");

/** Servers import what they render, and have no elements. */
const Base = typeof HTMLElement === "function" ? HTMLElement : class {};

/** Where the single file lies unless `src` says it: beside the script of the element, or beside the page. */
let beside;

/** Makes `<gouji-checker>` an element of the page; a second time it changes nothing. */
export function define(script) {
  beside = beside || script;
  if (typeof customElements === "object" && !customElements.get("gouji-checker")) customElements.define("gouji-checker", GoujiChecker);
}

export class GoujiChecker extends Base {
  static get formAssociated() {
    return true;
  }

  static get observedAttributes() {
    return ["src", "sandbox", "for", "compact", "name", "required", "block-on", ...OPTIONS];
  }

  constructor() {
    super();
    this[own] = {
      root: this.attachShadow({ mode: "open", delegatesFocus: true }),
      internals: this.attachInternals ? this.attachInternals() : undefined,
      // What the frame keeps lies here, so that another frame can go on with it.
      kept: undefined,
      text: "",
      html: "",
      result: null,
      acknowledged: {},
      profile: {},
      // Checks that were asked for and are not answered, by their numbers.
      waiting: new Map(),
      // What is to be said when there is a frame to hear it, by its type.
      later: new Map(),
      last: 0,
    };
  }

  connectedCallback() {
    // What was set before the element was defined.
    for (const name of ["text", "html", "file", "previous", "acknowledged", "profile"]) {
      if (!Object.prototype.hasOwnProperty.call(this, name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
    build(this);
    judge(this);
  }

  disconnectedCallback() {
    const it = this[own];
    window.removeEventListener("message", it.hear);
    clearTimeout(it.timer);
    if (it.port) it.port.close();
    if (it.fallback) it.fallback.end();
    it.root.textContent = "";
    it.port = it.frame = it.told = it.fallback = undefined;
  }

  /** Where the browser moves a frame as it is, nothing has to be done. */
  connectedMoveCallback() {}

  attributeChangedCallback(name, before, now) {
    if (!this[own].frame || before === now) return;
    if (name === "src" || name === "sandbox" || name === "for") {
      this.disconnectedCallback();
      build(this);
    }
    lay(this);
    judge(this);
    send(this, options(this));
  }

  formDisabledCallback(disabled) {
    this[own].disabled = disabled;
    lay(this);
  }

  formResetCallback() {
    this.clear();
  }

  /** The report as text, with all that was changed in it. */
  get text() {
    return this[own].text;
  }

  set text(text) {
    put(this, { text: text ? String(text) : "" });
  }

  /** The report as HTML, with its tables. */
  get html() {
    return this[own].html;
  }

  set html(html) {
    put(this, { html: html ? String(html) : "" });
  }

  /** The file of the report; a Word file with all that was changed in it. */
  get file() {
    return this[own].file;
  }

  set file(file) {
    put(this, file ? { file, name: file.name } : { text: "" });
    this[own].file = file || undefined;
  }

  /** Last year's report, to check against: a file, or `{ text }`, `{ html }` or `{ file }` with a `name`. */
  get previous() {
    return this[own].previous;
  }

  set previous(previous) {
    this[own].previous = previous instanceof Blob ? { file: previous, name: previous.name } : previous || undefined;
    send(this, { type: "previous", ...this[own].previous });
  }

  /** What was confirmed as right: fingerprints and reasons. */
  get acknowledged() {
    return this[own].acknowledged;
  }

  set acknowledged(acknowledged) {
    this[own].acknowledged = { ...acknowledged };
    send(this, { type: "acknowledged", acknowledged: this[own].acknowledged });
  }

  /** Fields of the contract's options that hold where no attribute says otherwise, `without` above all. */
  get profile() {
    return this[own].profile;
  }

  set profile(profile) {
    this[own].profile = { ...profile };
    send(this, options(this));
  }

  /** What the check came to, as the contract has it; null where nothing was checked. */
  get result() {
    return this[own].result;
  }

  /** Has the report checked; what `for` names is taken first. Gives what `result` is then. */
  check() {
    const it = this[own];
    if (this.hasAttribute("for") && !takeTarget(this)) {
      fail(this, "no_target", WORDS.noTarget);
      return Promise.reject(new Error(WORDS.noTarget));
    }
    if (it.trouble) return Promise.reject(new Error(it.trouble));
    it.last += 1;
    const id = it.last;
    send(this, style(this));
    send(this, { type: "check", id });
    return new Promise((resolve, reject) => it.waiting.set(id, { resolve, reject }));
  }

  clear() {
    put(this, undefined);
    send(this, { type: "clear" });
  }

  print() {
    send(this, { type: "print" });
  }

  focus() {
    const { frame } = this[own];
    if (frame) frame.focus();
  }

  get form() {
    const { internals } = this[own];
    return internals ? internals.form : this.closest("form");
  }

  get name() {
    return this.getAttribute("name") || "";
  }

  get type() {
    return this.localName;
  }

  get validationMessage() {
    return this[own].message || "";
  }

  checkValidity() {
    return control(this).checkValidity();
  }

  reportValidity() {
    return control(this).reportValidity();
  }
}

/** Puts the frame into the element, and a button where it checks something else. Styles are set one by one, for a policy may
 * forbid sheets in here too. */
function build(element) {
  const it = element[own];
  it.hear = (event) => hear(element, event);
  window.addEventListener("message", it.hear);
  if (getComputedStyle(element).display === "inline") element.style.display = "block";
  it.isHigh = isHigh(element);
  if (element.hasAttribute("for")) {
    const button = make("button", { display: "block", margin: "0 0 8px", padding: "6px 18px", font: "15px/1.6 sans-serif", cursor: "pointer" });
    button.type = "button";
    button.textContent = WORDS.check;
    // What went wrong was told by an event.
    button.addEventListener("click", () => element.check().catch(() => {}));
    it.root.append(button);
  }
  if (!it.internals) fallBack(element);
  it.trouble = undefined;
  const frame = make("iframe", { display: "block", width: "100%", margin: "0", border: "0" });
  frame.name = NAME;
  frame.title = WORDS.title;
  if (element.hasAttribute("sandbox")) frame.setAttribute("sandbox", element.getAttribute("sandbox") || SANDBOX);
  frame.addEventListener("load", () => {
    clearTimeout(it.timer);
    if (!it.port) it.timer = setTimeout(() => stop(element, "frame_blocked", WORDS.blocked), PATIENCE);
  });
  const named = element.getAttribute("src");
  frame.src = new URL(named || "gouji.html", named ? document.baseURI : beside || document.baseURI).href;
  it.frame = frame;
  it.root.append(frame);
  lay(element);
}

function make(name, styles) {
  const made = document.createElement(name);
  Object.assign(made.style, styles);
  return made;
}

/** Whether the page's own styles say how high the element is: then nothing that stands in it makes it higher. */
function isHigh(element) {
  const before = element.offsetHeight;
  const probe = make("div", { height: "7px" });
  element[own].root.append(probe);
  const after = element.offsetHeight;
  probe.remove();
  return before > 0 && before === after;
}

/** How high the frame is, and whether it can be used. */
function lay(element) {
  const { frame, isHigh, height, disabled } = element[own];
  if (!frame) return;
  const { style } = frame;
  style.maxHeight = "900px";
  style.height = "85vh";
  if (element.hasAttribute("compact")) {
    style.maxHeight = isHigh ? "100%" : "85vh";
    style.height = `${height || 0}px`;
  } else if (isHigh) {
    style.maxHeight = "none";
    style.height = element.hasAttribute("for") ? "calc(100% - 48px)" : "100%";
  }
  style.opacity = disabled ? "0.5" : "1";
  style.pointerEvents = disabled ? "none" : "auto";
  frame.tabIndex = disabled ? -1 : 0;
}

/** A message to the window: of the frame, or of somebody else. */
function hear(element, { source, data }) {
  const it = element[own];
  if (!it.frame || source !== it.frame.contentWindow || !data || !data.gouji) return;
  if (data.type === "refused" || data.gouji !== PROTOCOL) return stop(element, "refused", WORDS.refused);
  if (data.type === "ready") connect(element, data.version);
}

/** Gives a frame that is ready what the one before it had. */
function connect(element, version) {
  const it = element[own];
  clearTimeout(it.timer);
  if (it.told) it.told.remove();
  it.told = it.trouble = undefined;
  it.frame.style.display = "block";
  const before = it.port;
  const channel = new MessageChannel();
  it.port = channel.port1;
  it.port.onmessage = ({ data }) => take(element, data);
  const { previous, acknowledged } = it;
  const slot = `${location.pathname}#${element.id || element.name || [...document.querySelectorAll("gouji-checker")].indexOf(element)}`;
  const message = { gouji: PROTOCOL, type: "connect", slot, beside: { previous, acknowledged }, state: it.kept };
  const { protocol, origin } = new URL(it.frame.src);
  // The origin of a frame in a sandbox, or from a disk, has no name.
  const target = it.frame.hasAttribute("sandbox") || !/^http/.test(protocol) ? "*" : origin;
  it.frame.contentWindow.postMessage(message, target, [channel.port2]);
  send(element, options(element));
  send(element, style(element));
  if (before) {
    // The frame loaded itself again: what it was asked for would only make it do so once more.
    before.close();
    it.set = undefined;
    it.waiting.forEach(({ reject }) => reject(new Error(WORDS.trapped)));
    it.waiting.clear();
    fail(element, "trapped", WORDS.trapped);
    judge(element);
    return;
  }
  if (it.set) send(element, it.set);
  if (it.kept) it.later.forEach((message) => send(element, message));
  it.kept = it.kept || {};
  it.later.clear();
  it.waiting.forEach((_, id) => send(element, { type: "check", id }));
  fire(element, "gouji-ready", { version });
}

function send(element, message) {
  const { port, later } = element[own];
  if (port) port.postMessage(message);
  else if (/previous|acknowledged|clear/.test(message.type)) later.set(message.type, message);
}

/** What the frame says. */
function take(element, data) {
  const it = element[own];
  switch (data.type) {
    case "state":
      if (data.value === null) delete it.kept[data.name];
      else it.kept[data.name] = data.value;
      return;
    case "height":
      it.height = data.height;
      return lay(element);
    case "taken":
      if (it.set && it.set.number === data.number) it.set = undefined;
      return judge(element);
    case "checked":
      it.result = data.result;
      judge(element);
      if (data.id) return answer(element, data);
      return data.result && fire(element, "gouji-checked", data.result);
    case "edited": {
      const { text, html, acknowledged } = data;
      Object.assign(it, { text, html, acknowledged, isWriting: data.isWriting });
      if (data.file !== undefined) it.file = it.mended = data.file || undefined;
      if (!text) it.file = it.mended = undefined;
      judge(element);
      return fire(element, "gouji-edited", { text, html, acknowledged, file: it.file });
    }
    case "error":
      return fail(element, data.code, data.message);
  }
}

function answer(element, { id, result, problem }) {
  const { waiting } = element[own];
  const asked = waiting.get(id);
  waiting.delete(id);
  if (!asked) return;
  if (result) asked.resolve(result);
  else asked.reject(new Error(problem || WORDS.missing));
}

/** Gives the frame another report. */
function put(element, report) {
  const it = element[own];
  it.last += 1;
  it.set = report && { type: "set", number: it.last, ...report };
  it.result = null;
  it.file = it.mended = undefined;
  it.text = (report && report.text) || "";
  it.html = (report && report.html) || "";
  if (it.set) send(element, it.set);
  judge(element);
}

/** Takes what `for` names: the words of a field, or what stands in an editable part of the page, with its tables. */
function takeTarget(element) {
  const target = element.getRootNode().getElementById(element.getAttribute("for"));
  if (!target) return false;
  if (typeof target.value === "string") element.text = target.value;
  else element.html = target.innerHTML;
  return true;
}

function options(element) {
  const given = { ...element[own].profile };
  for (const name of OPTIONS) {
    if (element.hasAttribute(name)) given[name] = element.getAttribute(name);
    if (given[name] !== undefined) given[name] = String(given[name]);
  }
  return { type: "options", options: given, compact: element.hasAttribute("compact") };
}

/** Colours and size that the page's styles choose. */
function style(element) {
  const chosen = getComputedStyle(element);
  const colours = {};
  for (const name of COLOURS) colours[name] = chosen.getPropertyValue(`--gouji-${name}`).trim();
  return { type: "style", colours, fontSize: chosen.getPropertyValue("--gouji-font-size").trim() };
}

/** Says in the place of the frame that there is no check. */
function stop(element, code, words) {
  const it = element[own];
  it.trouble = words;
  it.frame.style.display = "none";
  if (!it.told) {
    it.told = make("p", { margin: "0", padding: "12px 18px", border: "2px solid", font: "16px/1.6 sans-serif" });
    it.told.setAttribute("role", "alert");
    it.root.append(it.told);
  }
  it.told.textContent = words;
  it.waiting.forEach(({ reject }) => reject(new Error(words)));
  it.waiting.clear();
  judge(element);
  fail(element, code, words);
}

function fail(element, code, message) {
  fire(element, "gouji-error", { code, message });
}

function fire(element, name, detail) {
  element.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
}

/** What the form takes, and whether it may go. Where there is no check nothing is kept back: the server checks anyway. */
function judge(element) {
  const it = element[own];
  const flag = it.trouble ? undefined : obstacle(element);
  it.message = flag ? flag[1] : "";
  const { name } = element;
  if (!it.internals) return it.fallback && it.fallback.follow(name, it.message);
  it.internals.setValidity(flag ? { [flag[0]]: true } : {}, it.message, it.frame);
  if (!name || !it.text) return it.internals.setFormValue(null);
  const data = new FormData();
  data.append(name, it.text);
  if (it.mended) data.append(`${name}-file`, it.mended, it.mended.name);
  it.internals.setFormValue(data);
}

/** Why the form may not go: the flag of validity, and the sentence. */
function obstacle(element) {
  const { set, text, file, result, isWriting } = element[own];
  const level = element.getAttribute("block-on") || "error";
  if (!set && !text && !file) return element.hasAttribute("required") && ["valueMissing", WORDS.missing];
  if (set || isWriting) return ["customError", WORDS.busy];
  if (level === "never") return undefined;
  if (!result) return ["customError", WORDS.unread];
  const counted = ({ severity, acknowledged }) => !acknowledged && (severity === "error" || (level === "warning" && severity === "warning"));
  const count = result.findings.filter(counted).length;
  return count > 0 && ["customError", `报告还有 ${count} ${level === "warning" ? WORDS.warning : WORDS.error}`];
}

function control(element) {
  const { internals, fallback } = element[own];
  return internals || fallback.text;
}

/** Before Chromium 77 no element of one's own is a control: two fields of the form, that are there and not seen, are it. */
function fallBack(element) {
  const it = element[own];
  const hidden = { position: "absolute", width: "1px", height: "1px", opacity: "0" };
  const text = make("textarea", hidden);
  const file = make("input", hidden);
  file.type = "file";
  const slot = document.createElement("slot");
  slot.name = "field";
  it.root.append(slot);
  for (const field of [text, file]) {
    // What stands in the element is for browsers that do not know it.
    field.slot = "field";
    field.tabIndex = -1;
    field.setAttribute("aria-hidden", "true");
    element.append(field);
  }
  const { form } = text;
  const reset = () => element.clear();
  if (form) form.addEventListener("reset", reset);
  it.fallback = {
    text,
    follow(name, message) {
      text.name = it.text ? name : "";
      text.value = it.text;
      text.setCustomValidity(message);
      const chosen = new DataTransfer();
      if (it.mended) chosen.items.add(it.mended);
      file.files = chosen.files;
      file.name = name && it.mended ? `${name}-file` : "";
    },
    end() {
      if (form) form.removeEventListener("reset", reset);
      text.remove();
      file.remove();
    },
  };
}
