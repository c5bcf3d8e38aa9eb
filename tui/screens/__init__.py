"""Screens and dialogs: what fills the terminal at one time."""
