// The queue by keyboard: j and k move, o opens, c takes over, n the next, / searches, ? tells it all.
"use strict";
(function () {
  var rows = Array.from(document.querySelectorAll("[data-queue] tbody tr"));
  var keys = document.querySelector("[data-keys]"), at = -1;
  if (!keys) return;
  keys.hidden = false;

  // Who speaks to the computer, or hits keys by accident, turns them off; the browser remembers.
  var wanted = keys.querySelector("input");
  wanted.checked = localStorage.getItem("queue-keys") !== "off";
  wanted.addEventListener("change", function () {
    localStorage.setItem("queue-keys", wanted.checked ? "on" : "off");
  });

  function move(step) {
    if (!rows.length) return;
    at = Math.max(0, Math.min(rows.length - 1, at + step));
    rows[at].querySelector("a").focus();
  }

  // A reader who has come to a row by other ways goes on from there.
  rows.forEach(function (row, number) {
    row.addEventListener("focusin", function () { at = number; });
  });

  function follow(link) {
    if (link) link.click();
  }

  var deeds = {
    j: function () { move(1); },
    k: function () { move(-1); },
    o: function () { follow(at < 0 ? null : rows[at].querySelector("a")); },
    c: function () {
      var box = at < 0 ? null : rows[at].querySelector("input[name=vorgang]");
      var way = document.querySelector("[data-take]");
      if (box && way) location.href = way.dataset.take + "?vorgang=" + encodeURIComponent(box.value);
    },
    n: function () { follow(document.querySelector("[data-next] a")); },
    "/": function () { document.getElementById("suche").focus(); },
    "?": function () { keys.open = !keys.open; if (keys.open) keys.querySelector("summary").focus(); }
  };

  document.addEventListener("keydown", function (event) {
    var typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== "checkbox" || !wanted.checked;
    var held = event.ctrlKey || event.altKey || event.metaKey;
    if (typing || held || event.isComposing || !deeds[event.key]) return;
    event.preventDefault();
    deeds[event.key]();
  });
})();
