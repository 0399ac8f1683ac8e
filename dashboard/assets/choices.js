/* A choice takes effect at once: a list or a form that says so (data-live) is followed like a link,
   without loading anew. The reader stays where they were, and is told what changed. */
(function () {
  "use strict";

  var root = document.documentElement;

  /* What had the focus when the choice was made, to find its twin on the new page. */
  var left = null;

  function follow(href) {
    var to = new URL(href, window.location.href);
    left = remember(document.activeElement);
    window.history.pushState(null, "", to.pathname + to.search);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
  }

  function send(form) {
    var query = new URLSearchParams(new FormData(form));
    follow(form.getAttribute("action") + "?" + query);
  }

  function remember(element) {
    return element && element !== document.body
      ? { id: element.id, tag: element.tagName, text: element.textContent }
      : null;
  }

  function twin(was) {
    if (was.id) {
      return document.getElementById(was.id);
    }
    return Array.from(document.querySelectorAll("main " + was.tag)).find(function (one) {
      return one.textContent === was.text;
    });
  }

  function isLive(element) {
    return root.classList.contains("ready") && element;
  }

  document.addEventListener("submit", function (event) {
    if (isLive(event.target.matches("form[data-live]"))) {
      event.preventDefault();
      send(event.target);
    }
  });

  document.addEventListener("change", function (event) {
    if (isLive(event.target.matches("form[data-live] select"))) {
      send(event.target.form);
    }
  });

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[data-live]");
    var isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey);
    if (isLive(link) && isPlain) {
      event.preventDefault();
      follow(link.href);
    }
  });

  /* Told by hulpmonitor.js once a page is drawn, here in the place of another view of itself. */
  document.addEventListener("hulpmonitor:drawn", function (event) {
    if (!event.detail.isSamePage) {
      left = null;
      return;
    }
    var said = document.querySelector("[data-announce]");
    document.getElementById("announcement").textContent = said ? said.dataset.announce : "";
    var lost = document.activeElement === document.body || document.activeElement === null;
    var found = lost && left && twin(left);
    if (lost && left) {
      /* A link that took away its own area is gone: the form above it is the nearest place. */
      (found || document.querySelector("form[data-live] input")).focus({ preventScroll: true });
    }
    left = null;
  });
})();
