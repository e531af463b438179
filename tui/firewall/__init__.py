"""The firewalls between the phone and this computer: what they let in, and how to be let in."""
