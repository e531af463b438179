"""A phone that connects: `knocking.py ADDRESS PORT OWN` prints what it is told, or why it does not get in."""

from __future__ import annotations

import socket
import sys

SECONDS = 1.0  # a dropped packet is only known by silence

if __name__ == "__main__":
    there = (sys.argv[1], int(sys.argv[2]))
    try:
        with socket.create_connection(there, SECONDS, (sys.argv[3], 0)) as connection:
            print(connection.recv(100).decode())
    except OSError as error:
        print(f"blocked: {type(error).__name__}")
