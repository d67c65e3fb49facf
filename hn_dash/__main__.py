"""`python -m hn_dash <verb>`."""

from hn_dash.start import nette_afloop

with nette_afloop():
    from hn_dash.cli import hn_dash

    hn_dash(prog_name="python -m hn_dash")
