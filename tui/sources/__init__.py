"""Live contact sources: address books elsewhere, fetched whole or asked for each number."""
