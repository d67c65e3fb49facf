"""`python -m hn_dash.bench [--json]`."""

import sys

from hn_dash.bench import main
from hn_dash.start import nette_afloop

with nette_afloop():
    sys.exit(main("--json" in sys.argv[1:]))
