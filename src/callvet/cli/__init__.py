"""The commands: options in, one call, one page out; the only place with exit codes."""
