// Sets the colour scheme before the first paint; a file, because the content security policy allows no inline script.
(function () {
  var chosen = null;
  try {
    chosen = localStorage.getItem("wk-color-scheme");
  } catch {
    // storage may be forbidden: follow the system
  }
  var light =
    chosen === "light" || (chosen !== "dark" && matchMedia("(prefers-color-scheme: light)").matches);
  document.documentElement.setAttribute("data-mantine-color-scheme", light ? "light" : "dark");
})();
