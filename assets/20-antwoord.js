/* The server's answers, and what can be read from them without a page. */

/**
 * A class of the map.
 * @typedef {object} Legendaregel
 * @property {string} letter what stands for it in `klassen`
 * @property {string} tekst its name
 * @property {number} [aantal] how many gemeenten it has, or rows where those are larger; absent without rows of its own
 * @property {string[]} kleuren one colour, or several for a hatched area
 * @property {string} [patroon] streep, stip or kruis, drawn in the second colour on the first
 */

/**
 * A part of the circles.
 * @typedef {object} Cirkelregel
 * @property {string} tekst its name
 * @property {number} aantal what it adds up to
 * @property {string[]} kleuren its colour
 */

/**
 * A name on the map.
 * @typedef {object} Opschrift
 * @property {string} gemeente the gemeentecode where it stands
 * @property {string} tekst
 * @property {string} [soort] "locatie" for a dot with its name beside it
 * @property {number} [verschuiving] how many pixels lower than the first one there
 */

/**
 * The map's answer; hn_dash/views/kaart/antwoord.py makes it.
 * @typedef {object} Kaartantwoord
 * @property {string} geometrie address of the geometry of its indeling
 * @property {string} adres the query of exactly this view, for the address bar and the downloads
 * @property {string} vraag the same with what makes the answer new; equal questions are drawn once
 * @property {string} klassen the letter of its class per gemeente, in the order of the geometry; "." outside
 * @property {Legendaregel[]} legenda the classes
 * @property {string} legendakop what the classes measure
 * @property {number} samen how many gemeenten the indeling has, or rows the answer where those are larger
 * @property {string} eenheid what those are
 * @property {string} [rijen] a letter per gemeente for its row, U+0100 for the first, where rows are larger
 * @property {Object<string, number[]>} [gedeeld] position of a gemeente to all its rows, where there are more
 * @property {Array<[number, Array<[number, number]>]>} [cirkels] position of a gemeente, and (colour, number) per slice
 * @property {string[]} [cirkelkleuren] the colours that slices refer to
 * @property {Cirkelregel[]} [cirkellegenda] the slices added up
 * @property {string} [cirkeleenheid] what is counted
 * @property {Opschrift[]} [opschriften] the names on the map
 * @property {string} titel
 * @property {string} omschrijving the question as a sentence
 * @property {string} voet where it all comes from
 * @property {string} fout the sentence about a query that could not be answered
 */

/**
 * How a column is shown.
 * @typedef {object} Kolom
 * @property {string} naam its key in `kolommen`
 * @property {string} kop its head
 * @property {string} soort tekst, datum, aantal or getal
 * @property {number} decimalen
 * @property {string} [uitleg] what it means when that needs more words
 * @property {string} [eenheid] what it counts in, when that is said
 */

/**
 * A column of texts that recur.
 * @typedef {object} Teksten
 * @property {string[]} teksten each text once
 * @property {number[]} posities per row the position of its text
 */

/**
 * The grid's answer; hn_dash/views/tabel.py makes it.
 * @typedef {object} Tabelantwoord
 * @property {string} geometrie address of the geometry of its indeling
 * @property {Kolom[]} spec the shown columns, from left to right
 * @property {Kolom[]} verborgen columns that only the hover text names
 * @property {Object<string, Array<number|null>|Teksten>} kolommen column name to its values
 * @property {string[]} tip lines of hover text with {column} where a value goes
 * @property {number} rijen how many rows there are
 * @property {number[]} [gemeentestappen] per row how far its gemeente stands from that of the row before; absent when
 *   rows are not gemeenten
 */

(function (hn) {
  "use strict";

  const vormen = new Map();

  /**
   * A number as it is written in Dutch; a dash when there is none.
   * @param {number|string|null|undefined} waarde
   * @param {number} decimalen
   */
  hn.getal = function (waarde, decimalen) {
    if (waarde === null || waarde === undefined || waarde === "") return "–";
    if (!vormen.has(decimalen)) {
      vormen.set(decimalen, new Intl.NumberFormat("nl-NL", {
        minimumFractionDigits: decimalen, maximumFractionDigits: decimalen,
      }));
    }
    return vormen.get(decimalen).format(waarde);
  };

  /**
   * The class of a gemeente, by its position.
   * @param {Kaartantwoord} antwoord
   * @param {number} plaats
   * @returns {Legendaregel}
   */
  hn.klasseVan = (antwoord, plaats) => antwoord.legenda.find((klasse) => klasse.letter === antwoord.klassen[plaats]);

  /** Two Dutch sentences that say what a map shows; its text for who cannot see it.
   * @param {Kaartantwoord} antwoord
   */
  hn.beschrijf = function (antwoord) {
    const delen = antwoord.legenda.filter((klasse) => klasse.aantal)
      .map((klasse) => `${klasse.tekst} ${hn.getal(klasse.aantal, 0)}`);
    const samen = hn.getal(antwoord.samen, 0);
    return `${antwoord.omschrijving} Aantal ${antwoord.eenheid} per klasse: ${delen.join("; ")}; samen ${samen}.`;
  };
})(window.hn);
