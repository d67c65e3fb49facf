"""The process that looks into spreadsheets for us: for each a child of its own, with limits, that ends when it is done.

Starting Python takes as long as reading a small sheet, so this process only waits and forks; nothing of a file is ever
looked at in it. Arguments: where python_calamine and hn_dash live, memory (bytes) and time (seconds) for a child. On
the socket that is standard input comes a question with its length before it and a descriptor for the answer; back goes
the exit code. It ends when nobody can ask any more.
"""

import gc
import os
import resource
import socket
import sys


def main() -> None:
    """Answer questions."""
    bibliotheek, wortel, *grenzen = sys.argv[1:]
    geheugen, tijd = map(int, grenzen)
    sys.path += [bibliotheek, wortel]
    from hn_dash.ingest.tabel.rekenblad_binnen import beantwoord

    gc.disable()  # a child ends before that is worth the while
    with socket.socket(fileno=0) as lijn:
        while True:
            kop, descriptors, _, _ = socket.recv_fds(lijn, 8, 1)
            if not kop:
                return
            (uit,) = descriptors
            vraag = lijn.recv(int.from_bytes(kop, "big"), socket.MSG_WAITALL)
            pid = os.fork()
            if not pid:
                lijn.close()
                resource.setrlimit(resource.RLIMIT_AS, (geheugen, geheugen))
                resource.setrlimit(resource.RLIMIT_CPU, (tijd, tijd))
                resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
                beantwoord(vraag, uit)
                os._exit(0)
            os.close(uit)
            _, status = os.waitpid(pid, 0)
            lijn.sendall(os.waitstatus_to_exitcode(status).to_bytes(4, "big", signed=True))


if __name__ == "__main__":
    main()
