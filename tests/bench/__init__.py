"""The figures that the README quotes: `python -m tests.bench` measures and prints them. Needs a POSIX system."""
