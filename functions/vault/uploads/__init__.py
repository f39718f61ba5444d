"""How does a file get in? Announced, sent, verified, committed; or given up."""
