"""Finding the phones of the local network, without ever logging in to anything."""
