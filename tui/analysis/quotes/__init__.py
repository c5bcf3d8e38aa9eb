"""Who says what: quoted stretches, cues that report, and what belongs to which speaker."""
