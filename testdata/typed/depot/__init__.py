"""What a depot stores, ships and counts."""
