/* The page is readable before this script runs. Here Dash takes over: the first response makes way
   for the same page drawn by Dash, in one frame, with what the reader was doing carried along. */
(function () {
  "use strict";

  var root = document.documentElement;

  /* What was typed into the first response, and where the cursor stood. */
  function carryOver(first, drawn) {
    first.querySelectorAll("input[name]").forEach(function (old) {
      var field = drawn.querySelector('input[name="' + old.name + '"]');
      if (field && old.value !== old.defaultValue) {
        /* React only notices a value that is set the way a browser sets it. */
        var set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
        set.call(field, old.value);
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
    });
    first.querySelectorAll("details[open]").forEach(function (old) {
      var all = Array.from(first.querySelectorAll("details"));
      var twin = drawn.querySelectorAll("details")[all.indexOf(old)];
      if (twin) {
        twin.open = true;
      }
    });
  }

  /* The element in the new page that stands where the focused one stood in the old. */
  function twinOf(focused, first, drawn) {
    if (!focused || !first.contains(focused)) {
      return null;
    }
    if (focused.id) {
      return drawn.querySelector("#" + CSS.escape(focused.id));
    }
    var same = function (scope) {
      return Array.from(scope.querySelectorAll(focused.tagName)).filter(function (one) {
        return one.getAttribute("href") === focused.getAttribute("href") &&
          one.textContent === focused.textContent;
      });
    };
    return same(drawn)[same(first).indexOf(focused)] || null;
  }

  function takeOver(first) {
    var drawn = document.getElementById("page-content");
    var top = window.scrollY;
    var twin = twinOf(document.activeElement, first, drawn);
    carryOver(first, drawn);
    root.classList.add("ready");
    first.remove();
    window.scrollTo(0, top);
    if (twin) {
      twin.focus({ preventScroll: true });
    }
  }

  /* A page that came without loading: start where its address points to, for eyes and ears. */
  function start(isSamePage) {
    var target = window.location.hash && document.getElementById(window.location.hash.slice(1));
    if (target) {
      target.scrollIntoView();
    }
    if (target || !isSamePage) {
      var focus = target || document.querySelector("h1");
      focus.setAttribute("tabindex", "-1");
      focus.focus({ preventScroll: true });
    }
  }

  /* The address that the page in view belongs to, so that a step within the page is no step. */
  var shown = null;

  function address() {
    return window.location.pathname + window.location.search;
  }

  function where() {
    shown = address();
    return { pathname: window.location.pathname, search: window.location.search };
  }

  /* How long a page may take before it is loaded whole, which shows what is wrong. */
  var PATIENCE = 10000;
  var waiting = null;

  function onStep() {
    if (shown !== null && shown !== address()) {
      window.dash_clientside.set_props("where", { data: where() });
      window.clearTimeout(waiting);
      waiting = window.setTimeout(function () {
        window.location.reload();
      }, PATIENCE);
    }
  }

  /* Back and forward, and Dash's own links. */
  window.addEventListener("popstate", onStep);
  window.addEventListener("_dashprivate_pushstate", onStep);

  var announced = null;

  /* Act once the page that was announced is the one that is drawn, if none came after it. */
  function whenDrawn(wanted, act) {
    window.requestAnimationFrame(function () {
      var page = document.querySelector("#page-content > .page");
      if (page && page.dataset.address === wanted) {
        act();
      } else if (announced === wanted) {
        whenDrawn(wanted, act);
      }
    });
  }

  var lastPathname = window.location.pathname;

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.hulpmonitor = {
    begin: where,

    arrive: function (about) {
      document.title = about.title;
      root.lang = about.lang;
      /* What a phone shares is this address, and not the one in its bar. */
      var canonical = document.querySelector('link[rel="canonical"]');
      if (canonical) {
        canonical.href = about.canonical;
      }
      announced = about.address;
      window.clearTimeout(waiting);
      if (about.sent_on) {
        /* The lasting address takes the place of the one that was sent on: one step, not two. */
        window.history.replaceState(null, "", about.address + window.location.hash);
        shown = address();
      }
      whenDrawn(about.address, function () {
        var first = document.getElementById("first-response");
        var isSamePage = window.location.pathname === lastPathname;
        if (first) {
          takeOver(first);
        } else {
          start(isSamePage);
        }
        document.dispatchEvent(
          new CustomEvent("hulpmonitor:drawn", { detail: { isSamePage: !first && isSamePage } })
        );
        lastPathname = window.location.pathname;
      });
      return window.dash_clientside.no_update;
    },
  };
})();
