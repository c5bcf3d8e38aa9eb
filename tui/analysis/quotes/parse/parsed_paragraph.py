"""A parsed paragraph, with the questions that the quote rules ask about it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from tui.analysis.quotes.surface.quoted_spans import QuotedSpan, find_quoted_spans
from tui.analysis.word_lists import word_set
from tui.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as TokenSpan

VERBS = ("VERB", "AUX")
"""The parts of speech of verbs."""
_SPEAKER_LABELS = ("PERSON", "ORG", "GPE", "NORP")
"""The labels of entities that can speak."""
_MAX_OF_PHRASE = 8
"""Tokens; a longer "of ..." phrase is not part of a mention."""
_MAX_CONJUNCT = 6
"""Tokens from a mention's head to a conjunct, exclusive."""
_MAX_INVERTED = 6
"""Tokens from a verb to an inverted subject, exclusive."""
_MAX_DEPTH = 4
"""Heads that are followed from a verb to a subject."""
_EMBEDDING = frozenset(("relcl", "acl", "ccomp", "pcomp", "xcomp", "csubj", "parataxis", "pobj"))
"""Relations of a clause or noun phrase to the clause that it is part of."""


class ParsedParagraph:
    """A parsed paragraph or chunk of one.

    Unless a docstring speaks of token spans, spans are code points into the article's text.

    Args:
        doc: The parse of the paragraph's text.
        paragraph: The span of the paragraph.
        text: The article's text.
    """

    def __init__(self, doc: Doc, paragraph: Span, text: str) -> None:
        self.doc = doc
        self.span = paragraph
        self.text = text
        self.quoted_spans: list[QuotedSpan] = find_quoted_spans(text, paragraph)
        self.is_quoted = self._quoted_tokens()
        """For each token, whether it starts inside a quoted span."""

    def is_embedded(self, token: Token) -> bool:
        """Whether a token is in a clause that is part of another statement.

        "The men who want war left" and "She went to back him" do not report wanting and backing;
        an attitude that is mentioned so is seldom one that somebody expressed. In "He left,
        praising her" the clause is not embedded.
        """
        relations = set()
        for current in (token, *token.ancestors):
            if self.is_quoted[current.head.i]:
                break  # "He is sure of it: “We won.”"
            relations.add(current.dep_)
        is_purpose = "advcl" in relations and token.tag_ == "VB"
        return bool(relations & _EMBEDDING) or is_purpose

    def _quoted_tokens(self) -> list[bool]:
        is_quoted = bytearray(self.span.length + 1)
        for quoted_span in self.quoted_spans:
            start, end = quoted_span.span.shifted(-self.span.start)
            is_quoted[start:end] = b"\1" * (end - start)
        return [bool(is_quoted[token.idx]) for token in self.doc]

    @cached_property
    def _noun_chunks(self) -> dict[int, Span]:
        """Noun chunks as token spans, by the index of their root."""
        return {chunk.root.i: Span(chunk.start, chunk.end) for chunk in self.doc.noun_chunks}

    @cached_property
    def _speaker_entities(self) -> dict[int, Span]:
        """Entities that can speak as token spans, by the index of each of their tokens."""
        return {
            token.i: Span(entity.start, entity.end)
            for entity in self.doc.ents
            if entity.label_ in _SPEAKER_LABELS
            for token in entity
        }

    def token_start(self, token: Token) -> int:
        """The start of a token."""
        return self.span.start + int(token.idx)

    def token_span(self, token: Token) -> Span:
        """The span of a token."""
        start = self.token_start(token)
        return Span(start, start + len(token))

    def tokens_between(self, start: int, end: int) -> TokenSpan:
        """The tokens that overlap the span; none if ``end`` is before ``start``."""
        if end < start:
            return self.doc[0:0]
        tokens = self.doc.char_span(
            start - self.span.start, end - self.span.start, alignment_mode="expand"
        )
        return tokens if tokens is not None else self.doc[0:0]

    def is_speaker(self, token: Token) -> bool:
        """Whether a token is part of an entity that can speak."""
        return token.i in self._speaker_entities

    def sentence_at(self, offset: int) -> Span:
        """The sentence that holds ``offset``, or ends there."""
        tokens = self.tokens_between(offset, min(offset + 1, self.span.end))
        sentence = (tokens if len(tokens) else self.doc[-1:])[0].sent
        return Span(sentence.start_char, sentence.end_char).shifted(self.span.start)

    def subject_offsets(self) -> list[int]:
        """The starts of the tokens outside quotation marks that are subjects."""
        return [
            self.token_start(token)
            for token in self.doc
            if token.dep_ in ("nsubj", "nsubjpass") and not self.is_quoted[token.i]
        ]

    def mention_span(self, head: Token) -> Span:
        """The mention with the given head: its noun chunk or entity, "of" phrase and conjuncts."""
        start, end = self._noun_chunks.get(head.i, Span(head.i, head.i + 1))
        entity = self._speaker_entities.get(head.i)
        if entity is not None:
            start, end = min(start, entity.start), max(end, entity.end)
        for child in head.children:
            if child.dep_ == "prep" and child.i == end and child.lower_ == "of":
                last = child.right_edge.i
                end = max(end, last + 1) if last - child.i < _MAX_OF_PHRASE else end
            if child.dep_ == "conj" and child.i - head.i < _MAX_CONJUNCT:
                end = max(end, child.i + 1)
        return self._without_punctuation(start, end)

    def _without_punctuation(self, start: int, end: int) -> Span:
        """The span of a token span, without punctuation and quoted tokens at its edges."""
        doc = self.doc
        while start < end - 1 and (
            doc[start].is_punct or doc[start].is_space or self.is_quoted[start]
        ):
            start += 1
        while end - 1 > start and (doc[end - 1].is_punct or doc[end - 1].is_space):
            end -= 1
        return Span(self.token_start(doc[start]), self.token_span(doc[end - 1]).end)

    def contiguous_spans(self, tokens: Iterable[Token]) -> list[Span]:
        """The spans of adjacent tokens, without the punctuation at their edges, in text order."""
        runs: list[list[int]] = []
        for index in sorted({token.i for token in tokens}):
            end = runs[-1][1] if runs else -2
            # A quotation mark may be attached anywhere in the parse.
            if index == end or (index == end + 1 and self.doc[end].is_quote):
                runs[-1][1] = index + 1
            else:
                runs.append([index, index + 1])
        return [span for start, end in runs if (span := self._content_span(start, end))]

    def _content_span(self, start: int, end: int) -> Span | None:
        """The span of a token span, without punctuation that is no part of a content."""
        doc = self.doc
        while start < end and (
            doc[start].is_space
            or (doc[start].is_punct and doc[start].text not in "“\"”'‘«„[($")
            or self._is_closing_mark(start)
        ):
            start += 1
        while end > start and (
            doc[end - 1].is_space or doc[end - 1].text in ",;:–—-" or doc[end - 1].dep_ == "cc"
        ):
            end -= 1
        if end == start:
            return None
        return Span(self.token_start(doc[start]), self.token_span(doc[end - 1]).end)

    def _is_closing_mark(self, index: int) -> bool:
        """Whether a token is the closing mark of a quoted span."""
        is_quoted = self.is_quoted
        return bool(
            self.doc[index].is_quote and index and is_quoted[index] and is_quoted[index - 1]
        )

    def widened(self, span: Span) -> Span:
        """The span with the whole of the quoted spans that it overlaps."""
        start, end = span
        for quoted_span in self.quoted_spans:
            low, high = quoted_span.span
            overlap = min(end, high) - max(start, low)
            if overlap <= 0:
                continue
            if overlap >= (high - low) / 2 or start <= low < end:
                start, end = min(start, low), max(end, high)
            elif low <= start and end <= high:
                start, end = low, high
        return Span(start, end)

    def subject(self, verb: Token, depth: int = 0) -> Token | None:
        """The head of the noun phrase that a verb is predicated of.

        Args:
            verb: The verb.
            depth: How many heads were followed to get to it.

        Returns:
            The subject or agent of the verb, else that of the clause that it depends on, else an
            inverted subject, or ``None``.
        """
        if depth > _MAX_DEPTH:
            return None
        own = self._own_subject(verb)
        if own is not None:
            return own
        passive = [child for child in verb.children if child.dep_ == "nsubjpass"]
        if passive:
            # "After saying so, she was cut off": she is the subject of "saying" too.
            return passive[0] if depth and not self.is_quoted[passive[0].i] else None
        if verb.tag_ == "VBG" and verb.i and self.doc[verb.i - 1].ent_type_ == "PERSON":
            return self.doc[verb.i - 1]
        head = verb.head
        if verb.dep_ == "conj" and head.pos_ in VERBS and not self.is_quoted[head.i]:
            return self.subject(head, depth + 1)
        if verb.dep_ == "advcl" and verb.tag_ in ("VBN", "VBD") and verb.left_edge.i == verb.i:
            return None  # "Asked why, she ...": others asked
        if verb.dep_ in ("advcl", "xcomp", "pcomp", "prep", "dep") and not self.is_quoted[head.i]:
            while head.pos_ not in VERBS and head.head.i != head.i:
                head = head.head
            if head.pos_ in VERBS and head.i != verb.i:
                return self.subject(head, depth + 1)
            if head.ent_type_ == "PERSON":
                return head  # "Ann Lee, despite admitting that ...", a sentence without main verb
        if verb.dep_ == "acl" and head.lower_ in word_set("document_nouns") and head.dep_ == "dobj":
            # "The union issued a statement saying ...": the union says it.
            return self.subject(head.head, depth + 1) or head
        if verb.dep_ == "acl" and head.dep_ == "pobj" and head.lower_ in word_set("occasion_nouns"):
            # "She spoke at a conference announcing ...": she announces it.
            governor = head.head.head
            speaker = self.subject(governor, depth + 1) if governor.pos_ in VERBS else None
            return speaker or head
        if verb.dep_ == "relcl" or (
            verb.dep_ == "acl" and verb.head.pos_ in ("NOUN", "PROPN", "PRON")
        ):
            return verb.head
        return self._inverted_subject(verb)

    def _own_subject(self, verb: Token) -> Token | None:
        """The subject or agent that depends on the verb itself."""
        agent = self._agent(verb)
        before = [child for child in verb.children if child.i < verb.i]
        # Of two subjects before the verb the nearer one: "The firm's head Ann Lee said ..."
        for child in (*reversed(before), *verb.rights):
            if child.dep_ in ("nsubj", "csubj") and not self.is_quoted[child.i]:
                return child
            if child.dep_ == "nsubjpass" and not self.is_quoted[child.i]:
                # "He's said": parsed as a passive, but tagged as active.
                is_active = verb.tag_ == "VBD" or verb.lower_ in ("quoted", "cited", "reported")
                return child if is_active and agent is None else agent
        return agent

    def _agent(self, verb: Token) -> Token | None:
        """The noun after "by" that depends on a passive verb."""
        for child in verb.children:
            if child.dep_ == "agent":
                return next((c for c in child.children if c.dep_ == "pobj"), None)
        return None

    def _inverted_subject(self, verb: Token) -> Token | None:
        """The speaker in "..., said X", where X was parsed as an object."""
        if verb.tag_ == "VBG":
            return None  # "..., suggesting new taxes"
        is_after_comma = verb.i > verb.sent.start and self.doc[verb.i - 1].text == ","
        parts_of_speech = ("PROPN", "PRON", "NOUN") if is_after_comma else ("PROPN", "PRON")
        for child in verb.children:
            is_near = 0 < child.i - verb.i < _MAX_INVERTED and not self.is_quoted[child.i]
            is_object = child.dep_ in ("dobj", "attr", "oprd", "npadvmod", "dep", "appos")
            is_time = child.ent_type_ in ("DATE", "TIME")
            if is_near and is_object and child.pos_ in parts_of_speech and not is_time:
                return child
        return None
