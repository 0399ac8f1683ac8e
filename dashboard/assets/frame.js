/* The header: the choice of light or dark, and the menu of a phone. Works before Dash does. */
(function () {
  "use strict";

  var root = document.documentElement;
  var KEY = "mantine-color-scheme-value";

  function stored() {
    try {
      var value = window.localStorage.getItem(KEY);
      return value === "light" || value === "dark" ? value : "auto";
    } catch (refused) {
      return "auto";
    }
  }

  function paint(choice) {
    if (choice === "auto") {
      delete root.dataset.theme;
    } else {
      root.dataset.theme = choice;
    }
  }

  /* Every select in view: while Dash takes over there are two. */
  function showChoice() {
    document.querySelectorAll("#theme-select").forEach(function (select) {
      select.value = root.dataset.theme || "auto";
    });
  }

  function choose(choice) {
    paint(choice);
    try {
      window.localStorage.setItem(KEY, choice);
      /* Mantine's controls listen for what another window stored; they hear it from us too. */
      window.dispatchEvent(
        new StorageEvent("storage", {
          key: KEY,
          newValue: choice,
          storageArea: window.localStorage,
        })
      );
    } catch (refused) {
      /* Kept for this page only. */
    }
  }

  document.addEventListener("change", function (event) {
    if (event.target.id === "theme-select") {
      choose(event.target.value);
    }
  });

  /* Another window of this site chose. */
  window.addEventListener("storage", function (event) {
    if (event.key === KEY) {
      paint(stored());
      showChoice();
    }
  });

  /* Dash drew a page: its switch shows the choice, and its menu is closed. */
  document.addEventListener("hulpmonitor:drawn", function () {
    showChoice();
    document.querySelectorAll("details.menu[open]").forEach(function (menu) {
      menu.open = false;
    });
  });

  document.addEventListener("keydown", function (event) {
    var menu = event.key === "Escape" && document.querySelector("details.menu[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  showChoice();
})();
