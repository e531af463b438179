"""Simulated desk phones that speak real HTTP. Shares no code with the drivers, so no mistake cancels out."""
