"""Analysis in processes of its own."""
