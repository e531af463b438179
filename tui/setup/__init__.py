"""The set-up: 28 steps, each doing its job, for the screen, the command line and the doctor."""
