"""The one object that changes: opens, tags, undoes, asks the store first."""
