"""A mail server of the test's own, which holds its answer while the test wants it to."""

import socketserver
import threading
from contextlib import contextmanager


class Sink(socketserver.ThreadingTCPServer):
    """Takes every letter; says so only when `may_answer` is set."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.letters = []
        self.may_answer = threading.Event()

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request, client_address):
        """Who was killed in the middle hangs up without a word."""


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        self._say("220 sink")
        for line in self.rfile:
            verb = line[:4].upper()
            if verb == b"DATA":
                self._take_letter()
            else:
                self._say("221 bye" if verb == b"QUIT" else "250 well")

    def _take_letter(self):
        self._say("354 go on")
        self.server.letters.append(b"".join(iter(self.rfile.readline, b".\r\n")))
        self.server.may_answer.wait()
        self._say("250 taken")

    def _say(self, words):
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def sink():
    with Sink() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server
        finally:
            server.may_answer.set()
            server.shutdown()
            thread.join()
