"""Durchwahl, a terminal program for people who work with a desk phone."""

__version__ = "0.1.0"
