"""A server at PORT of every address that tells each client where it is seen to come from: `answering.py PORT`.

Ends with its standard input.
"""

from __future__ import annotations

import socketserver
import sys
import threading


class Answer(socketserver.BaseRequestHandler):
    """One client."""

    def handle(self) -> None:
        self.request.sendall(f"seen {self.client_address[0]}".encode())


class Server(socketserver.ThreadingTCPServer):
    """At once again where it just was."""

    allow_reuse_address = True
    daemon_threads = True


if __name__ == "__main__":
    with Server(("", int(sys.argv[1])), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print("ready", flush=True)
        sys.stdin.read()
