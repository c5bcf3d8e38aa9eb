"""The headless twin: arguments in, data on stdout, talk on stderr."""
