"""Money: schedules turn counts into it, bills add it up. The only room that computes any."""
