"""What offers cost and where they cross: what ``costing``, ``comparing`` and ``ranking`` have in common."""
