"""Resolution of speakers: from the mention of a speaker in the text to a name."""
