"""A telephone lab: real SIP user agents at a real SIP server on loopback, dressed as desk phones by HTTP."""
