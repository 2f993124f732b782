// Starts the page. A file of its own, because the content security policy allows no inline script.

const starting = document.getElementById("starting");

function say(sentence) {
  if (starting) {
    starting.textContent = sentence;
  }
}

if (typeof WebAssembly === "undefined") {
  say("这个浏览器太旧，或关闭了 WebAssembly，打不开本页。请换用较新的浏览器，如新版 360、奇安信、UOS 浏览器。");
} else {
  import("./gouji-web.js")
    .then((page) => page.default({ module_or_path: new URL("./gouji-web_bg.wasm", import.meta.url) }))
    .then(() => starting && starting.remove())
    .catch((error) => {
      say("页面没有打开。请刷新再试；仍打不开的，请换用较新的浏览器。");
      console.error(error);
    });
}
