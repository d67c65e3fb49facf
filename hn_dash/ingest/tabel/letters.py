"""The letters that spreadsheets give to columns."""


def kolomletter(plaats: int) -> str:
    """The letters of a column, counted from 0.

    >>> kolomletter(0), kolomletter(25), kolomletter(26), kolomletter(16383)
    ('A', 'Z', 'AA', 'XFD')
    """
    letters = ""
    plaats += 1
    while plaats:
        plaats, rest = divmod(plaats - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def kolomplaats(letters: str) -> int:
    """The place of a column by its letters, counted from 0.

    >>> kolomplaats("A"), kolomplaats("XFD")
    (0, 16383)
    """
    plaats = 0
    for letter in letters.upper():
        plaats = plaats * 26 + ord(letter) - 64
    return plaats - 1
