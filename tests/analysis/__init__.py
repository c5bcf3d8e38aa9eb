"""Tests of sentences, entities, quotes, speakers and the worker process."""
