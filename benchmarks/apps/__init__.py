"""Programs to compare with, each as small as its job allows."""
