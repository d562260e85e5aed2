// Enhancements only: every page works without this file. No dependencies, no inline code.
"use strict";
(function () {
  // After an error or a conflict the reader begins at its summary.
  var start = document.querySelector("[data-focus]");
  if (start) start.focus();

  beside(document.querySelector("[data-beside]"));
  seen(document.querySelector("form[data-seen]"));
  autosave(document.querySelector("form[data-autosave]"));
  document.querySelectorAll("[data-when]").forEach(conditional);
  liveSums(document.querySelector("form[data-plan]"));
  document.querySelectorAll("textarea[data-longest]").forEach(counted);

  // What is asked only under a condition is shown when it holds; its values stay.
  function conditional(frame) {
    var conditions = JSON.parse(frame.dataset.when), form = frame.closest("form");
    var row = frame.hasAttribute("data-row") ? frame.closest("fieldset") : null;
    var said = frame.querySelector(".fp-when__word");
    if (said) said.hidden = true;

    function values(name) {
      var controls = row ? row.querySelectorAll('[name$="-' + name + '"]') : [];
      if (!controls.length) controls = form.querySelectorAll('[name="' + name + '"]');
      return Array.prototype.filter.call(controls, function (control) {
        return control.type !== "radio" && control.type !== "checkbox" || control.checked;
      }).map(function (control) { return control.value === "y" ? "yes" : control.value; });
    }

    function look() {
      frame.hidden = !conditions.every(function (one) {
        return values(one.field).some(function (value) { return one.values.indexOf(value) >= 0; });
      });
    }

    form.addEventListener("change", look);
    look();
  }

  // How many characters are left; said aloud by the description of the field only.
  function counted(area) {
    var line = document.getElementById(area.id + "-c"), most = Number(area.dataset.longest);
    if (!line) return;
    function count() {
      var rest = most - Array.from(area.value.replace(/\r\n/g, "\n")).length;
      line.textContent = (rest < 0 ? line.dataset.over : line.dataset.left).replace("{n}", String(Math.abs(rest)));
    }
    area.addEventListener("input", count);
    count();
  }

  // Who has a case before them has seen it; without a script there is a button for it.
  function seen(form) {
    if (!form || !window.fetch) return;
    form.hidden = true;
    fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "manual" })
      .catch(function () { form.hidden = false; });
  }

  // Tell the colleagues that this page is open, and the reader who else has it open.
  function beside(line) {
    var token = document.querySelector('main input[name="csrf_token"]');
    if (!line || !token || !window.fetch) return;
    var stopped = false, last = 0;

    function heard(answer) {
      if (answer.status === 200) return answer.json();
      // The page is no longer one to write in, or nobody is signed in: that is told elsewhere.
      stopped = answer.status >= 400 && answer.status < 500;
      return { told: "" };
    }

    function beat() {
      if (stopped || document.hidden || Date.now() - last < 20000) return;
      last = Date.now();
      fetch(line.dataset.beside, { method: "POST", body: new URLSearchParams({ csrf_token: token.value }) })
        .then(heard)
        .then(function (said) { if (line.textContent !== said.told) line.textContent = said.told; })
        .catch(function () { /* A courtesy: the next minute tries again. */ });
    }

    beat();
    setInterval(beat, 60000);
    document.addEventListener("visibilitychange", beat);
  }

  // Saving while one writes. The word beside the buttons is what the server said, never a guess.
  function autosave(form) {
    if (!form || !window.fetch) return;
    var note = form.querySelector("[data-saved]"), aloud = form.querySelector("[data-saved-aloud]");
    var version = form.querySelector('input[name="version"]'), base = form.querySelector('input[name="base"]');
    var bases = form.querySelector('input[name="bases"]');
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
        // What fits is saved even where something does not.
        if (said.version !== undefined) { version.value = said.version; base.value = said.base; bases.value = said.bases; }
        // An entry that is half typed is no news; the line beside the buttons is enough.
        // Nor is what was typed on while this was under way saved by it.
        say(dirty && answer.status === 200 ? form.dataset.dirty : said.told, [400, 403, 409].indexOf(answer.status) >= 0);
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
      return field && !field.closest("[hidden]") ? cents(field.value) : 0;
    }

    // A quantity in thousandths; the same rule as funding/law/quantities.py.
    function thousandths(text) {
      var found = new RegExp("^\\s*([0-9]{1,9})(?:\\" + decimal + "([0-9]{1,3}))?\\s*$").exec(text);
      return found ? Number(found[1]) * 1000 + Number(((found[2] || "") + "000").slice(0, 3)) : null;
    }

    function amountOf(line) {
      var unit = line.querySelector('[name$="-unit"]'), price = line.querySelector('input[name$="-unit_price"]');
      if (!unit || unit.value === "flat" || !price || !price.value.trim()) return typed(line, "-amount");
      var count = thousandths(line.querySelector('input[name$="-quantity"]').value), each = cents(price.value);
      return count === null || each === null ? null : Math.floor((count * each + 500) / 1000);
    }

    function eligibleOf(line, amount) {
      if (!line.querySelector('input[type="checkbox"][name$="-eligible"]').checked) return 0;
      var part = line.querySelector('input[name$="-eligible_part"]');
      return part && part.value.trim() ? cents(part.value) : amount;
    }

    // What stands on this page is added up anew; the rest is as the server computed it.
    function sums() {
      var held = box.dataset, sum = { spent: +held.spent, eligible: +held.eligible, in_kind: +held.inKind, raised: +held.raised };
      var lines = form.querySelectorAll("[data-line]"), readable = true;
      function add(name, amount) { if (amount === null) readable = false; else sum[name] += amount; }
      if (lines.length) {
        sum.raised -= sum.in_kind;
        sum.spent = sum.eligible = sum.in_kind = 0;
        lines.forEach(function (line) {
          var amount = amountOf(line);
          add("spent", amount);
          add("eligible", eligibleOf(line, amount));
          if (line.querySelector('[name$="-kind"]').value === "in_kind") add("in_kind", amount);
        });
        sum.raised += sum.in_kind;
      }
      if (form.querySelector('input[name="requested"]')) {
        sum.raised = sum.in_kind + Number(held.contributions);
        form.querySelectorAll('input[name="own_cash"], input[name="income"], input[name="requested"], input[name^="third_parties-"][name$="-amount"]')
          .forEach(function (field) { add("raised", cents(field.value)); });
      }
      return readable ? sum : null;
    }

    function compute() {
      var sum = sums();
      if (!sum) return;
      ["spent", "eligible", "in_kind", "raised"].forEach(function (name) { show(name, sum[name]); });
      show("highest", Math.floor(sum.eligible * Number(box.dataset.rate) / 100));
      var most = Math.max(sum.spent, sum.raised, 1), word = box.querySelector("[data-rest]");
      box.querySelectorAll("[data-bar]").forEach(function (bar) { bar.max = most; bar.value = sum[bar.dataset.bar]; });
      var rest = sum.spent - sum.raised;
      var told = rest > 0 ? word.dataset.short : rest < 0 ? word.dataset.over : word.dataset.even;
      word.textContent = told.replace("{n}", euro(Math.abs(rest)));
    }

    var waiting;
    form.addEventListener("input", function () {
      clearTimeout(waiting);
      waiting = setTimeout(compute, 700);
    });
  }
})();
