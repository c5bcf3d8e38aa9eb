"""Analysis in worker processes, so that the screen never waits for a model."""
