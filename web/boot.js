// Starts the page: adds the rest of its policy, says what is to be done where it cannot start, gives old engines what they
// lack, and loads the module. A file of its own, because the policy allows no inline script; ES5, because every browser has
// to get as far as the sentence that is meant for it.

(function () {
  "use strict";

  // What the files are called. The build gives each a hash of its content in its name, so that files of two versions never
  // meet, and writes the list here; a file that is not in the list has its plain name. `later` comes when it is asked for.
  var names = { first: {}, later: {} };

  // Which scripts may run. The build of the single file writes the hashes of its own here, and that its workers are blobs:
  // where a policy does not speak of workers, they are scripts to it.
  var scripts = "script-src 'self'";

  // Before Chromium 97 the only word that allows wasm is the one that allows `eval` as well, and the newer word is not known.
  // `findLast` came with that engine; Safari had it one version before the word, and `overscroll-behavior` with the word.
  var knowsWasm = Array.prototype.findLast && window.CSS && CSS.supports("overscroll-behavior", "none");
  var policy = document.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = scripts + (knowsWasm ? " 'wasm-unsafe-eval'" : " 'unsafe-eval'");
  document.getElementsByTagName("head")[0].appendChild(policy);

  // What is made of words is trusted by this name: documents that are only read, and the page's own files.
  function same(words) {
    return words;
  }
  var trusted = { createHTML: same, createScriptURL: same };
  if (window.trustedTypes && trustedTypes.createPolicy) {
    trusted = trustedTypes.createPolicy("gouji", trusted);
  }

  var here = document.currentScript ? document.currentScript.src : "";
  function at(name) {
    return new URL(window.gouji.file(name), here).href;
  }

  // Texts that came.
  var texts = {};

  // What the module and the single file's script ask for.
  window.gouji = {
    names: names,

    file: function (name) {
      return names.first[name] || names.later[name] || name;
    },

    /** A document out of HTML: it has no window, so nothing of it runs and nothing is fetched. */
    parse: function (html) {
      return new DOMParser().parseFromString(trusted.createHTML(html), "text/html");
    },

    /** A worker from a script of the page's own. */
    worker: function (address) {
      return new Worker(trusted.createScriptURL(address));
    },

    /** A worker that is loading a module which comes when it is asked for: `reader-word`, for one. */
    working: function (module) {
      var worker = window.gouji.worker(at("reader.js"));
      worker.postMessage({ script: at(module + ".js"), wasm: at(module + "_bg.wasm") });
      return worker;
    },

    /** A text that comes when it is asked for, once: `rules.md`, for one. */
    text: function (name) {
      texts[name] = texts[name] || fetch(at(name)).then(function (answer) {
        if (!answer.ok) {
          throw new Error(name + ": " + answer.status);
        }
        return answer.text();
      });
      return texts[name].catch(function (error) {
        delete texts[name];
        throw error;
      });
    },

    /** Loads the page's module and runs it. */
    begin: function () {
      return new Promise(function (done, failed) {
        var script = document.createElement("script");
        script.onload = done;
        script.onerror = failed;
        script.src = trusted.createScriptURL(at("gouji-web.js"));
        document.head.appendChild(script);
      }).then(function () {
        return wasm_bindgen({ module_or_path: at("gouji-web_bg.wasm") });
      });
    }
  };

  /** Shows one of the sentences that stand in the page, in the place of the others. */
  function say(id) {
    var sentences = document.getElementById("starting").getElementsByTagName("p");
    for (var i = 0; i < sentences.length; i += 1) {
      sentences[i].hidden = sentences[i].id !== id;
    }
  }

  /** Which sentence tells why the page cannot start; none when it can. */
  function obstacle() {
    // `AbortController` came with Chromium 66: what is older lacks more than could be made up for.
    if (!window.AbortController || !window.Promise || !window.customElements) {
      return "too-old";
    }
    if (typeof WebAssembly !== "object") {
      return "wasm-missing";
    }
    try {
      // The smallest module: where a policy forbids wasm, it is refused like any other.
      return new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])) && null;
    } catch (refused) {
      console.error(refused);
      return "wasm-off";
    }
  }

  /** What engines since Chromium 66 lack of what module and JavaScript ask for. */
  function makeUp() {
    window.globalThis = window;
    window.queueMicrotask = window.queueMicrotask || function (task) {
      Promise.resolve().then(task);
    };
    Blob.prototype.arrayBuffer = Blob.prototype.arrayBuffer || function () {
      var reader = new FileReader();
      reader.readAsArrayBuffer(this);
      return new Promise(function (done, failed) {
        reader.onload = function () {
          done(reader.result);
        };
        reader.onerror = function () {
          failed(reader.error);
        };
      });
    };
  }

  /** Where the page keeps its report, and where a text is kept that it could not check. */
  var REPORT = "gouji.report";
  var UNCHECKED = "gouji.unchecked";

  var started = false;
  var trapped = false;

  /**
   * After a trap nothing that the module holds can be relied upon: the page is loaded again, with the text in the box and
   * not checked. A stack that runs over is a RangeError.
   */
  function afterTrap(error) {
    if (trapped || !(error instanceof WebAssembly.RuntimeError || error instanceof RangeError)) {
      return;
    }
    trapped = true;
    var box = document.getElementById("report-text");
    try {
      var stored = (sessionStorage.getItem(REPORT) || "").slice(1);
      sessionStorage.setItem(UNCHECKED, (box && box.value) || stored);
      sessionStorage.removeItem(REPORT);
    } catch (refused) {
      console.error(refused);
      tell("程序出错，这份报告没有检查。请复制框里的文字，刷新页面后再粘贴。");
      return;
    }
    if (started) {
      location.reload();
    } else {
      say("not-opened");
    }
  }

  /** A sentence above the page, until the person does something. */
  function tell(sentence) {
    var told = document.createElement("p");
    told.id = "trouble";
    told.className = "problem";
    told.setAttribute("role", "alert");
    told.textContent = sentence;
    document.body.insertBefore(told, document.body.firstChild);
    function done(event) {
      if (event.type !== "click" || event.target.closest("button")) {
        told.remove();
      }
    }
    ["input", "change", "paste", "drop", "click"].forEach(function (kind) {
      document.addEventListener(kind, done, true);
    });
  }

  /** Puts the text of a check that ended in a trap back into the box. */
  function restore() {
    try {
      var text = sessionStorage.getItem(UNCHECKED);
      if (text === null) {
        return;
      }
      if (sessionStorage.getItem(REPORT) !== null) {
        // A report that came since has taken its place.
        sessionStorage.removeItem(UNCHECKED);
        return;
      }
      document.getElementById("report-text").value = text;
      tell("程序出错，这份报告没有检查，页面已重新打开。文字仍在框里，改动后会再检查一次；仍不行的，请分几次粘贴，找出是哪一段。");
    } catch (refused) {
      // Where nothing may be kept, nothing was.
      console.error(refused);
    }
  }

  function start() {
    // The module takes it away with all that stands in the page.
    var starting = document.getElementById("starting");
    var sentence = obstacle();
    if (sentence) {
      say(sentence);
      return;
    }
    makeUp();
    window.addEventListener("error", function (event) {
      afterTrap(event.error);
    });
    window.addEventListener("unhandledrejection", function (event) {
      afterTrap(event.reason);
    });
    window.gouji.begin().then(
      function () {
        started = true;
        starting.remove();
        restore();
      },
      function (error) {
        say("not-opened");
        console.error(error);
        afterTrap(error);
      }
    );
  }

  document.addEventListener("DOMContentLoaded", start);
})();
