"""From profiles, needs and judgements to scores on absolute scales; pure functions, no input or output."""
