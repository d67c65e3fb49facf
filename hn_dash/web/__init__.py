"""HTTP: routes, headers, protection, what is kept in memory, and the server."""
