"""Pages of councils and committees."""
