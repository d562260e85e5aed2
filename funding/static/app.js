// Enhancements only: every page works without this file. No dependencies, no inline code.
"use strict";
(function () {
  // After an error or a conflict the reader begins at its summary.
  var start = document.querySelector("[data-focus]");
  if (start) start.focus();

  autosave(document.querySelector("form[data-autosave]"));
  liveSums(document.querySelector("form[data-plan]"));

  // Saving while one writes. The word beside the buttons is what the server said, never a guess.
  function autosave(form) {
    if (!form || !window.fetch) return;
    var note = form.querySelector("[data-saved]"), aloud = form.querySelector("[data-saved-aloud]");
    var version = form.querySelector('input[name="version"]'), base = form.querySelector('input[name="base"]');
    var dirty = false, stopped = false, running = null, timer = null;
    var told = false, failed = false, leaving = false;
    note.hidden = false;
    document.querySelectorAll("[data-by-hand]").forEach(function (said) { said.hidden = true; });

    function say(text, loud) {
      note.textContent = text;
      // That it works, once and after each failure; and every time that it does not.
      if (loud || failed || !told) aloud.textContent = text;
      told = true;
      failed = loud;
    }

    function later(milliseconds) {
      clearTimeout(timer);
      if (!stopped && !leaving) timer = setTimeout(save, milliseconds);
    }

    function save() {
      clearTimeout(timer);
      if (running || !dirty || stopped) return running;
      dirty = false;
      running = fetch(form.dataset.autosave, { method: "POST", body: new URLSearchParams(new FormData(form)) })
        .then(heard, lost)
        .then(function () { running = null; if (dirty) later(10000); });
      return running;
    }

    function heard(answer) {
      if (answer.status === 401) { stopped = true; say(form.dataset.over, true); return null; }
      if ([400, 403, 404, 409].indexOf(answer.status) >= 0) stopped = true;
      if ((answer.headers.get("Content-Type") || "").indexOf("application/json") !== 0) return lost();
      return answer.json().then(function (said) {
        if (answer.status === 200) { version.value = said.version; base.value = said.base; }
        // An entry that is half typed is no news; the line beside the buttons is enough.
        // Nor is what was typed on while this was under way saved by it.
        say(dirty && answer.status === 200 ? form.dataset.dirty : said.told, answer.status === 409);
      });
    }

    function lost() { dirty = !stopped; say(stopped ? form.dataset.stopped : form.dataset.lost, true); }

    form.addEventListener("input", function () {
      dirty = true;
      note.textContent = form.dataset.dirty;
      later(10000);
    });
    form.addEventListener("change", function () { if (dirty) later(500); });
    // A click while something is under way waits for the version that comes of it.
    form.addEventListener("submit", function (event) {
      clearTimeout(timer);
      if (leaving || !running) { leaving = true; return; }
      event.preventDefault();
      leaving = true;
      var patience = new Promise(function (done) { setTimeout(done, 4000); });
      Promise.race([running, patience]).then(function () { form.requestSubmit(event.submitter); });
    });
    window.addEventListener("pageshow", function () { leaving = false; });
    window.addEventListener("pagehide", function () {
      if (!dirty || stopped || leaving || running) return;
      fetch(form.dataset.autosave, { method: "POST", keepalive: true, body: new URLSearchParams(new FormData(form)) });
    });
  }

  // Live sums of the plan, in whole cents; the server computes them again and alone decides.
  function liveSums(form) {
    var box = form && form.querySelector("[data-sums]");
    if (!box) return;
    var english = document.documentElement.lang === "en";
    var spaces = " \u00a0\u202f";
    var group = english ? "," : ".", decimal = english ? "." : ",";
    var shape = new RegExp(
      "^([1-9][0-9]{0,2}([" + (english ? "," : ".") + spaces + "])[0-9]{3}(?:\\2[0-9]{3})*|[0-9]+)" +
      "(?:\\" + decimal + "([0-9]{1,2}))?$"
    );

    // The same rule as funding/law/money.py: nothing typed is nought, the unreadable is null.
    function cents(text) {
      var plain = text.replace(/^[\s\u00a0\u202f]+|[\s\u00a0\u202f]+$/g, "");
      if (!plain) return 0;
      if (plain.length > 20) return null;
      plain = plain.replace(/^€[ \u00a0\u202f]*|[ \u00a0\u202f]*€$/, "");
      var found = shape.exec(plain);
      if (!found) return null;
      return Number(found[1].replace(/[^0-9]/g, "")) * 100 + Number(((found[3] || "") + "00").slice(0, 2));
    }

    function euro(value) {
      var whole = String(Math.floor(value / 100)).replace(/\B(?=(\d{3})+$)/g, group);
      var rest = ("0" + (value % 100)).slice(-2);
      return english ? "€" + whole + decimal + rest : whole + decimal + rest + "\u00a0€";
    }

    function show(name, value) {
      form.querySelectorAll('[data-sum="' + name + '"]').forEach(function (place) {
        place.textContent = euro(value);
      });
    }

    function typed(scope, end) {
      var field = scope.querySelector('input[name$="' + end + '"]');
      return field ? cents(field.value) : 0;
    }

    function compute() {
      var spent = 0, eligible = 0, kind = 0, readable = true;
      form.querySelectorAll("[data-line]").forEach(function (line) {
        var amount = typed(line, "-amount");
        if (amount === null) { readable = false; return; }
        spent += amount;
        if (line.querySelector('input[type="checkbox"]').checked) eligible += amount;
        if (line.querySelector('select[name$="-kind"]').value === "in_kind") kind += amount;
      });
      var raised = kind + Number(box.dataset.contributions);
      ["own_cash", "third_party", "income", "requested"].forEach(function (name) {
        var amount = typed(form, name);
        if (amount === null) readable = false; else raised += amount;
      });
      if (!readable) return;
      show("spent", spent);
      show("eligible", eligible);
      show("in_kind", kind);
      show("highest", Math.floor(eligible * Number(box.dataset.rate) / 100));
      show("raised", raised);
      show("rest", Math.abs(spent - raised));
      var word = box.querySelector("[data-rest-word]");
      word.textContent = spent > raised ? word.dataset.short : spent < raised ? word.dataset.over : word.dataset.even;
    }

    var waiting;
    form.addEventListener("input", function () {
      clearTimeout(waiting);
      waiting = setTimeout(compute, 700);
    });
  }
})();
