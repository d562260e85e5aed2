// Uploading while one stays on the page; without this file everything goes with the page itself.
"use strict";
(function () {
  var form = document.querySelector("form[data-annexes]");
  if (!form || !window.FormData) return;
  var told = form.querySelector("[data-told]"), waiting = [], running = null;

  function say(text, name) { return text.replace("{name}", name || ""); }

  function slotOf(place) { return place.closest("[data-slot]"); }

  // Everything about a slot is said anew by the server; its listeners belong to the form.
  form.addEventListener("change", function (event) {
    var input = event.target;
    if (input.type !== "file" || !input.files.length) return;
    var replaced = input.closest("[data-replaces]");
    add(slotOf(input), input.files, replaced ? replaced.dataset.replaces : "");
    input.value = "";
  });

  form.querySelectorAll("[data-slot]").forEach(invite);

  function invite(slot) {
    var input = slot.querySelector(":scope > .kern-form-input input[type=file]");
    if (!input) return;
    var word = document.createElement("p");
    word.className = "kern-hint fp-slot__drop";
    word.textContent = form.dataset.drop;
    input.after(word);
  }

  form.addEventListener("dragover", function (event) {
    var slot = slotOf(event.target);
    if (!slot || !slot.querySelector(".fp-slot__drop")) return;
    event.preventDefault();
    slot.classList.add("fp-slot--over");
  });
  ["dragleave", "drop"].forEach(function (kind) {
    form.addEventListener(kind, function (event) {
      var slot = slotOf(event.target);
      if (slot) slot.classList.remove("fp-slot--over");
    });
  });
  form.addEventListener("drop", function (event) {
    var slot = slotOf(event.target);
    if (!slot || !slot.querySelector(".fp-slot__drop") || !event.dataTransfer.files.length) return;
    event.preventDefault();
    add(slot, event.dataTransfer.files, "");
  });

  function add(slot, files, replaces) {
    slot.querySelectorAll("[data-refused]").forEach(function (old) { old.remove(); });
    Array.prototype.forEach.call(files, function (file) {
      if (file.size > Number(form.dataset.limit)) { refuse(slot, say(form.dataset.large, file.name)); return; }
      waiting.push({ address: slot.dataset.slot, file: file, replaces: replaces });
    });
    next();
  }

  // Who goes on while a file is under way goes on when it has arrived; where it does not, stays.
  var onward = null;
  form.addEventListener("submit", function (event) {
    if (!running) return;
    event.preventDefault();
    onward = event.submitter || form.querySelector("button[type=submit]");
    told.textContent = form.dataset.waits;
    told.classList.replace("kern-sr-only", "kern-body");
  });
  window.addEventListener("beforeunload", function (event) {
    if (running) event.preventDefault();
  });

  function goOn(failed) {
    var button = onward;
    if (!button || running) return;
    onward = null;
    told.classList.replace("kern-body", "kern-sr-only");
    if (!failed) form.requestSubmit(button);
  }

  function place(one) { return form.querySelector('[data-slot="' + one.address + '"]'); }

  // One after the other: a slot that is shown anew must not forget what is under way.
  function next() {
    if (running || !waiting.length) return;
    var one = running = waiting.shift(), slot = place(one), name = one.file.name;
    var row = document.createElement("div"), label = document.createElement("label");
    var bar = document.createElement("progress"), stop = document.createElement("button");
    var word = document.createElement("span"), request = new XMLHttpRequest(), data = new FormData();
    row.className = "fp-slot__running";
    label.textContent = say(form.dataset.running, name);
    bar.className = "fp-progress";
    bar.max = 100;
    bar.id = "upload";
    label.htmlFor = bar.id;
    word.className = "kern-label";
    word.textContent = form.dataset.cancel;
    stop.type = "button";
    stop.className = "kern-btn kern-btn--tertiary";
    stop.append(word);
    stop.addEventListener("click", function () { request.abort(); });
    row.append(label, bar, stop);
    slot.append(row);
    told.textContent = label.textContent;

    data.append("csrf_token", form.querySelector('input[name="csrf_token"]').value);
    data.append("ersetzt", one.replaces);
    data.append("datei", one.file);
    request.upload.addEventListener("progress", function (event) {
      if (event.lengthComputable) bar.value = Math.round(100 * event.loaded / event.total);
    });
    request.addEventListener("loadend", function () {
      row.remove();
      running = null;
      next();
      goOn(form.querySelector("[data-refused]"));
    });
    request.addEventListener("load", function () { heard(one, request); });
    request.addEventListener("error", function () { refuse(place(one), say(form.dataset.lost, name)); });
    request.addEventListener("abort", function () { told.textContent = say(form.dataset.cancelled, name); });
    request.open("POST", one.address);
    request.send(data);
  }

  function heard(one, request) {
    var said = null;
    try { said = JSON.parse(request.responseText); } catch (_error) { /* a page, no answer */ }
    if (request.status === 200 && said) { show(one, said); return; }
    var text = said ? said.told : request.status === 401 ? form.dataset.over : say(form.dataset.lost, one.file.name);
    refuse(place(one), text);
  }

  function show(one, said) {
    var old = place(one), shell = document.createElement("template");
    shell.innerHTML = said.slot;
    var slot = shell.content.firstElementChild;
    old.replaceWith(slot);
    invite(slot);
    told.textContent = said.told;
    var heading = slot.querySelector("h3");
    if (document.activeElement === document.body && heading) heading.focus();
  }

  function refuse(slot, text) {
    var line = document.createElement("p"), word = document.createElement("span");
    line.className = "kern-error";
    line.dataset.refused = "";
    word.className = "kern-body";
    word.textContent = text;
    line.append(word);
    slot.append(line);
    told.textContent = text;
  }
})();
