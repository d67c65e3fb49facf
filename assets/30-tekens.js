/* What is drawn on a map: patterns, circles in slices, names, and the swatches of a legend. */
(function (hn) {
  "use strict";

  const NS = "http://www.w3.org/2000/svg";

  /** A new SVG element, at the end of `ouder` when that is given. */
  hn.element = function (naam, eigenschappen, ouder) {
    const e = document.createElementNS(NS, naam);
    for (const [k, v] of Object.entries(eigenschappen || {})) e.setAttribute(k, v);
    if (ouder) ouder.appendChild(e);
    return e;
  };

  /** The radius of a circle of which the area is a number; `maat` is that for one. */
  hn.straal = (totaal, maat) => maat * Math.sqrt(totaal) + 1;

  /**
   * Slices from twelve o'clock onwards, clockwise, each as an SVG path with its colour's position.
   * @param {Array<[number, number]>} delen (colour, number) per slice
   * @param {number} r radius
   */
  hn.taartstukken = function (delen, r) {
    const totaal = delen.reduce((som, deel) => som + deel[1], 0);
    const punt = (hoek) => `${(r * Math.cos(hoek)).toFixed(2)} ${(r * Math.sin(hoek)).toFixed(2)}`;
    let hoek = -Math.PI / 2;
    return delen.map(([kleur, aantal]) => {
      const einde = hoek + (2 * Math.PI * aantal) / totaal;
      const groot = einde - hoek > Math.PI ? 1 : 0;
      const d = `M0 0L${punt(hoek)}A${r} ${r} 0 ${groot} 1 ${punt(einde)}Z`;
      hoek = einde;
      return { kleur, d };
    });
  };

  /** A circle of which the area is the total; in slices where there is more than one part. */
  hn.taart = function (delen, kleuren, maat) {
    const groep = hn.element("g", { class: "taart" });
    const r = hn.straal(delen.reduce((som, deel) => som + deel[1], 0), maat);
    if (delen.length === 1) hn.element("circle", { r, fill: kleuren[delen[0][0]] }, groep);
    else {
      for (const { kleur, d } of hn.taartstukken(delen, r)) hn.element("path", { d, fill: kleuren[kleur] }, groep);
      hn.element("circle", { r, fill: "none" }, groep);
    }
    return groep;
  };

  /** @param {Opschrift} opschrift */
  hn.naamTeken = function (opschrift) {
    const locatie = opschrift.soort === "locatie";
    const groep = hn.element("g", { class: "teken " + (opschrift.soort || "") });
    if (locatie) hn.element("circle", { r: 5 }, groep);
    const tekst = hn.element("text", locatie ? { x: 9, y: 4 + (opschrift.verschuiving || 0) } : {}, groep);
    tekst.textContent = opschrift.tekst;
    return groep;
  };

  /** Whether a class is more than one flat colour. */
  hn.heeftPatroon = (klasse) => klasse.kleuren.length > 1 || Boolean(klasse.patroon);

  hn.patroonId = (klasse) =>
    "p-" + (klasse.patroon || "streep") + "-" + klasse.kleuren.map((f) => f.replace(/[^0-9a-z]/gi, "")).join("-");

  /** Stripes in the colours of a joint area, or a quiet pattern for a class without a number. */
  hn.maakPatroon = function (klasse, id, schaal) {
    const breed = 7, rustig = klasse.patroon;
    const hoek = rustig === "stip" || rustig === "kruis" ? 0 : 45;
    const maat = rustig ? 9 : breed * klasse.kleuren.length;
    const patroon = hn.element("pattern", {
      id, patternUnits: "userSpaceOnUse", width: maat, height: maat,
      patternTransform: `rotate(${hoek}) scale(${schaal})`, "data-hoek": hoek,
    });
    const vlak = (x, b, kleur) => {
      hn.element("rect", { x, y: 0, width: b, height: maat }, patroon).style.fill = kleur;
    };
    if (rustig) {
      vlak(0, maat, klasse.kleuren[0]);
      merk(rustig, klasse.kleuren[1], patroon);
    } else klasse.kleuren.forEach((kleur, i) => vlak(i * breed, breed + 0.4, kleur));
    return patroon;
  };

  function merk(soort, kleur, patroon) {
    if (soort === "stip") hn.element("circle", { cx: 4.5, cy: 4.5, r: 1.3 }, patroon).style.fill = kleur;
    else {
      const lijn = hn.element("path", { d: soort === "kruis" ? "M2 2L7 7M7 2L2 7" : "M4.5 0V9" }, patroon);
      lijn.style.stroke = kleur;
      lijn.style.strokeWidth = soort === "kruis" ? 1.2 : 1.6;
    }
  }

  /** A legend swatch with the same fill as on the map; round for circles. */
  hn.staal = function (klasse, rond) {
    const svg = hn.element("svg", {
      class: "legenda-staal" + (rond ? " rond" : ""), width: 22, height: 16, "aria-hidden": "true",
    });
    const vlak = rond ? hn.element("circle", { cx: 11, cy: 8, r: 6 }) : hn.element("rect", { width: 22, height: 16 });
    if (hn.heeftPatroon(klasse)) {
      const id = "staal-" + hn.patroonId(klasse);
      svg.appendChild(hn.maakPatroon(klasse, id, 1));
      vlak.style.fill = `url(#${id})`;
    } else vlak.style.fill = klasse.kleuren[0];
    svg.appendChild(vlak);
    return svg;
  };
})(window.hn);
