"""Live contact sources against real servers on this machine."""
