/* The one global of our scripts, and how they meet Dash. The numbers in the file names are the order of loading. */
window.hn = window.hn || {};
(function (hn) {
  "use strict";

  /** Let Dash call functions, as ClientsideFunction("hn", name). */
  hn.voorDash = function (functies) {
    const dash = (window.dash_clientside = window.dash_clientside || {});
    dash.hn = Object.assign(dash.hn || {}, functies);
  };

  /** Change properties of a component; Dash then calls what follows them. */
  hn.zet = (id, eigenschappen) => window.dash_clientside.set_props(id, eigenschappen);

  /** Tell the other scripts that something happened. */
  hn.vertel = (wat, detail) => document.dispatchEvent(new CustomEvent(wat, { detail }));

  /** Whether two lists hold the same, in whatever order. */
  hn.gelijk = (a, b) => a.length === b.length && a.every((x) => b.includes(x));
})(window.hn);
