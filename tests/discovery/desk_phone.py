"""A process that is a phone on a network of its own: a front page on one port, and an announcement in between.

Arguments: this phone's address, the port ("0": no web server), the Server header, and the announcement as it
is sent ("" for none). It ends when its standard input is closed.
"""

from __future__ import annotations

import socket
import sys
import threading

GROUP = "224.0.1.75"


def serve(address: str, port: int, server: str) -> None:
    """Answers every request with the front page; what was asked goes to stdout."""
    page = b"<html><title>phone</title></html>"
    head = f"HTTP/1.1 200 OK\r\nServer: {server}\r\nContent-Length: {len(page)}\r\nConnection: close\r\n\r\n"
    listener = socket.create_server((address, port))
    while True:
        connection, _ = listener.accept()
        with connection:
            request = b""
            while b"\r\n\r\n" not in request and (part := connection.recv(4096)):
                request += part
            if request:
                print(request.decode("latin-1").replace("\r\n", "|"), flush=True)
                connection.sendall(head.encode() + page)


def announce(address: str, datagram: bytes, end: threading.Event) -> None:
    """Says it again and again, from its own address."""
    mouth = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    mouth.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton(address))
    mouth.bind((address, 5060))
    while not end.wait(0.1):
        mouth.sendto(datagram, (GROUP, 5060))


def main(address: str, port: str, server: str, announcement: str) -> None:
    """Runs until stdin is closed."""
    end = threading.Event()
    if port != "0":
        threading.Thread(target=serve, args=(address, int(port), server), daemon=True).start()
    if announcement:
        told = announcement.encode()
        threading.Thread(target=announce, args=(address, told, end), daemon=True).start()
    sys.stdin.read()
    end.set()


if __name__ == "__main__":
    main(*sys.argv[1:])
