"""What a call log says: what ``replaying``, ``monitoring`` and ``needs_from_log`` have in common."""
