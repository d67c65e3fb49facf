"""Finding a gemeente by what people type."""

import pytest

from tests.scripts.land import A, B, C

VIND = "([getypt, volledig]) => hn.vindNaam(hn.naamlijst(geo), getypt, volledig)?.codes ?? null"


@pytest.mark.parametrize(
    ("naam", "plat"),
    [
        ("Súdwest-Fryslân", "sudwestfryslan"),
        ("'s-Gravenhage ", "sgravenhage"),
        ("’s-GRAVENHAGE", "sgravenhage"),
        ("Bergen (NH.)", "bergen (nh.)"),
    ],
)
def test_a_plain_name(blad, naam, plat):
    assert blad.roep("plat", naam) == plat


@pytest.mark.parametrize("volledig", [True, False])
@pytest.mark.parametrize(
    ("getypt", "codes"),
    [
        ("Aadorp", [A]),  # and not the former gemeente of that name
        ("SUDWEST fryslan", None),
        ("sudwest-fryslan", [C]),
        ("den haag", [B]),
        ("Den Bosch", ["GM0796"]),
        ("oudeland", [A, B]),
        ("gm0008", [C]),
        ("GM0518", [B]),
        ("518", [B]),
        ("0001", [A]),
        ("1", [A]),
        ("19000", None),
        ("Urk", None),
        ("", None),
        (" ", None),
    ],
)
def test_names_former_names_and_codes_are_found(blad, getypt, codes, volledig):
    assert blad.doe(VIND, [getypt, volledig]) == codes


@pytest.mark.parametrize(
    ("getypt", "codes"), [("aa", [A]), ("súd", [C]), ("o", [A, B]), ("den", None), ("gm", None), ("dorp", None)]
)
def test_the_beginning_of_one_name_is_enough_once_typed(blad, getypt, codes):
    assert blad.doe(VIND, [getypt, True]) == codes
    assert blad.doe(VIND, [getypt, False]) is None


def test_the_names_to_choose_from_say_what_they_are_called_now(blad):
    assert blad.doe("() => hn.naamkeuzes(hn.naamlijst(geo), geo).map(({ naam, nu }) => [naam, nu])") == [
        ["Aadorp", ""],
        ["'s-Gravenhage", ""],
        ["Súdwest-Fryslân", ""],
        ["Oudeland", "Aadorp, 's-Gravenhage"],
        ["Den Haag", "'s-Gravenhage"],
        ["Den Bosch", ""],
    ]


def test_the_search_box_chooses_or_says_that_it_found_nothing(blad):
    uit = blad.doe(
        """() => {
          const veld = document.body.appendChild(document.createElement("input")), gekozen = [];
          const lijst = document.body.appendChild(document.createElement("datalist"));
          const zoek = new hn.Zoekveld(veld, lijst, (codes) => gekozen.push(codes));
          const typ = (tekst) => {
            veld.value = tekst;
            veld.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
            return veld.validationMessage;
          };
          typ("Aadorp");
          zoek.vul(geo);
          const zinnen = [typ("Den Haag"), typ("<b>"), typ(" "), typ("1900")];
          veld.value = "Aadorp";
          veld.dispatchEvent(new InputEvent("input", { inputType: "insertText" }));
          veld.dispatchEvent(new InputEvent("input", { inputType: "insertReplacementText" }));
          veld.value = "Urk";
          veld.dispatchEvent(new InputEvent("input", { inputType: "insertReplacementText" }));
          zinnen.push(veld.validationMessage);
          return { gekozen, zinnen, opties: [...lijst.children].map((o) => o.label) };
        }"""
    )
    assert uit["gekozen"] == [[B], [C], [A]]
    den_haag, mis, _, op_code, half_getypt = uit["zinnen"]
    assert mis == "Geen gemeente gevonden met “<b>”. Kies een naam uit de lijst."
    assert den_haag == op_code == half_getypt == ""
    assert uit["opties"][3] == "Oudeland (nu Aadorp, 's-Gravenhage)"
