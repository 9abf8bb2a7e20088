"""As the rooms that they test."""
