"""A mail server that does to each address what the test says: as mail servers do."""

import socketserver
import threading
import time
from contextlib import contextmanager

GONE, LATER = "550 no such user", "451 come back later"


class PostOffice(socketserver.ThreadingTCPServer):
    """Takes letters, but for the addresses that `does` names.

    gone: refused for good. later: greylisted the first time. cut: the line drops between the
    letter and the answer, the first time. hangs: no answer to the letter, the first time.
    `pause` are the seconds that each letter takes.
    """

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, does):
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.does = dict(does)
        self.taken = []
        self.calls = 0
        self.pause = 0
        self.closing = threading.Event()

    @property
    def port(self):
        return self.server_address[1]

    def once(self, address):
        """What is done to the address this time; most things happen once."""
        does = self.does.get(address, "")
        if does != "gone":
            self.does.pop(address, None)
        return does

    def handle_error(self, request, client_address):
        """Who was killed in the middle hangs up without a word."""


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        self.server.calls += 1
        self._say("220 post office")
        does = ""
        for line in self.rfile:
            verb = line[:4].upper()
            if verb == b"RCPT":
                does = self.server.once(line.split(b"<")[1].split(b">")[0].decode())
                self._say({"gone": GONE, "later": LATER}.get(does, "250 well"))
            elif verb == b"DATA":
                self._say("354 go on")
                letter = b"".join(iter(self.rfile.readline, b".\r\n"))
                if does == "hangs":
                    self.server.closing.wait()
                    return
                self.server.taken.append(letter)
                if does == "cut":
                    return
                time.sleep(self.server.pause)
                self._say("250 taken")
            else:
                self._say("221 bye" if verb == b"QUIT" else "250 well")

    def _say(self, words):
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def post_office(**does):
    with PostOffice(does) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server
        finally:
            server.closing.set()
            server.shutdown()
            thread.join()
