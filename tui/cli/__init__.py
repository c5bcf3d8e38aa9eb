"""The command line: arguments in, data on stdout, messages on stderr."""
