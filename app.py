"""Start HN dash: settings -> data -> app -> server. `python app.py` serves it; `app:server` is for a WSGI server."""

from hn_dash.start import laad_magazijn, nette_afloop, zonder_opruimen
from hn_dash.web.serve import serveer

with nette_afloop(), zonder_opruimen():
    from hn_dash.application import create_app
    from hn_dash.settings import read_settings

    settings = read_settings()
    app = create_app(settings, laad_magazijn(settings))
    server = app.server

if __name__ == "__main__":
    with nette_afloop():
        serveer(server, settings)
