// Starts the page. A file of its own, because the content security policy allows no inline script.

// What the files are called. The build gives each a hash of its content in its name, so that files of two versions never
// meet, and writes the list here; a file that is not in the list has its plain name. `later` comes when it is asked for.
const names = { first: {}, later: {} };
window.gouji = { names, file: (name) => names.first[name] || names.later[name] || name };

const starting = document.getElementById("starting");

function say(sentence) {
  if (starting) {
    starting.textContent = sentence;
  }
}

/** Where the page keeps its report, and where a text is kept that it could not check. */
const REPORT = "gouji.report";
const UNCHECKED = "gouji.unchecked";

let started = false;
let trapped = false;

/**
 * After a trap nothing that the module holds can be relied upon: the page is loaded again, with the text in the box and not
 * checked. A stack that runs over is a RangeError.
 */
function afterTrap(error) {
  if (trapped || !(error instanceof WebAssembly.RuntimeError || error instanceof RangeError)) {
    return;
  }
  trapped = true;
  const box = document.getElementById("report-text");
  try {
    const stored = (sessionStorage.getItem(REPORT) || "").slice(1);
    sessionStorage.setItem(UNCHECKED, (box && box.value) || stored);
    sessionStorage.removeItem(REPORT);
  } catch (refused) {
    console.error(refused);
    return tell("程序出错，这份报告没有检查。请复制框里的文字，刷新页面后再粘贴。");
  }
  if (started) {
    location.reload();
  } else {
    say("页面没有打开。请刷新再试，文字不会丢失；仍打不开的，请换用较新的浏览器。");
  }
}

/** A sentence above the page, until the person does something. */
function tell(sentence) {
  const told = document.createElement("p");
  told.id = "trouble";
  told.className = "problem";
  told.setAttribute("role", "alert");
  told.textContent = sentence;
  document.body.prepend(told);
  const done = (event) => {
    if (event.type !== "click" || event.target.closest("button")) {
      told.remove();
    }
  };
  ["input", "change", "paste", "drop", "click"].forEach((kind) => document.addEventListener(kind, done, true));
}

/** Puts the text of a check that ended in a trap back into the box. */
function restore() {
  try {
    const text = sessionStorage.getItem(UNCHECKED);
    if (text === null) {
      return;
    }
    if (sessionStorage.getItem(REPORT) !== null) {
      // A report that came since has taken its place.
      return sessionStorage.removeItem(UNCHECKED);
    }
    document.getElementById("report-text").value = text;
    tell("程序出错，这份报告没有检查，页面已重新打开。文字仍在框里，改动后会再检查一次；仍不行的，请分几次粘贴，找出是哪一段。");
  } catch (refused) {
    // Where nothing may be kept, nothing was.
    console.error(refused);
  }
}

if (typeof WebAssembly === "undefined") {
  say("这个浏览器太旧，或关闭了 WebAssembly，打不开本页。请换用较新的浏览器，如新版 360、奇安信、UOS 浏览器。");
} else {
  window.addEventListener("error", (event) => afterTrap(event.error));
  window.addEventListener("unhandledrejection", (event) => afterTrap(event.reason));
  const at = (name) => new URL(window.gouji.file(name), import.meta.url);
  import(at("gouji-web.js").href)
    .then((page) => page.default({ module_or_path: at("gouji-web_bg.wasm") }))
    .then(() => {
      started = true;
      if (starting) {
        starting.remove();
      }
      restore();
    })
    .catch((error) => {
      say("页面没有打开。请刷新再试，文字不会丢失；仍打不开的，请换用较新的浏览器。");
      console.error(error);
      afterTrap(error);
    });
}
