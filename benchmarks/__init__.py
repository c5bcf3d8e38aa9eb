"""What a reader waits for, as ratios to peers, measured through a pseudo-terminal."""
