"""From answers to what people read: one neutral page per answer, one file per format."""
