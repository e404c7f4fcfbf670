// Sets the theme before anything is painted, so that no window flashes white at night.
(function () {
  var kept = null;
  try {
    kept = localStorage.getItem("whoknows-theme");
  } catch (refused) {
    kept = null;
  }
  var dark = matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = kept || (dark ? "dark" : "light");
})();
