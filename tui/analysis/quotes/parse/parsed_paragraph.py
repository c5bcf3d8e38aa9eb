"""One paragraph as the parser sees it, with what the quote rules ask of it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from tui.analysis.quotes.surface.quoted_spans import QuotedSpan, stretches
from tui.analysis.word_lists import words
from tui.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

VERBS = ("VERB", "AUX")
_SPEAKERS = ("PERSON", "ORG", "GPE", "NORP")
_FAR = 8
"""Tokens; "of ..." further away than this is not part of a mention."""

_INNER = frozenset(("relcl", "acl", "ccomp", "pcomp", "xcomp", "csubj", "parataxis", "pobj"))
"""Relations by which a clause or a noun phrase is part of another clause."""


class Parsed:
    """A parsed paragraph; spans in and out are offsets into the article's text."""

    def __init__(self, doc: Doc, paragraph: Span, text: str) -> None:
        self.doc = doc
        self.span = paragraph
        self.text = text
        self.stretches: list[QuotedSpan] = stretches(text, paragraph)
        self.is_quoted = self._quoted_tokens()

    def is_in_passing(self, word: Token) -> bool:
        """Whether a word stands inside a sentence that tells something else.

        "The men who want war left" and "She went to back him" are not about wanting and backing:
        whatever is held there in passing is seldom what somebody expressed. In "He left, praising
        her" it is.
        """
        path = set()
        for token in (word, *word.ancestors):
            if self.is_quoted[token.head.i]:
                break  # "He is sure of it: “We won.”"
            path.add(token.dep_)
        return bool(path & _INNER) or ("advcl" in path and word.tag_ == "VB")

    def _quoted_tokens(self) -> list[bool]:
        flags = bytearray(self.span.length + 1)
        for stretch in self.stretches:
            start, end = stretch.span.shifted(-self.span.start)
            flags[start:end] = b"\1" * (end - start)
        return [bool(flags[token.idx]) for token in self.doc]

    @cached_property
    def _chunks(self) -> dict[int, Span]:
        """Noun chunks as token spans, by the index of their root."""
        return {chunk.root.i: Span(chunk.start, chunk.end) for chunk in self.doc.noun_chunks}

    @cached_property
    def _entities(self) -> dict[int, Span]:
        """Entities that can speak as token spans, by the index of each token."""
        return {
            token.i: Span(entity.start, entity.end)
            for entity in self.doc.ents
            if entity.label_ in _SPEAKERS
            for token in entity
        }

    def offset(self, token: Token) -> int:
        """Where a token begins in the article."""
        return self.span.start + int(token.idx)

    def place(self, token: Token) -> Span:
        """A token's span in the article."""
        start = self.offset(token)
        return Span(start, start + len(token))

    def tokens_between(self, start: int, end: int) -> Tokens:
        """The tokens of a stretch of the article, whole ones; none if it ends before it begins."""
        if end < start:
            return self.doc[0:0]
        found = self.doc.char_span(
            start - self.span.start, end - self.span.start, alignment_mode="expand"
        )
        return found if found is not None else self.doc[0:0]

    def is_speaker(self, token: Token) -> bool:
        """Whether a token is part of a name that can speak."""
        return token.i in self._entities

    def sentence(self, place: int) -> Span:
        """The sentence that holds ``place``, or ends there."""
        found = self.tokens_between(place, min(place + 1, self.span.end))
        tokens = (found if len(found) else self.doc[-1:])[0].sent
        return Span(tokens.start_char, tokens.end_char).shifted(self.span.start)

    def subjects(self) -> list[int]:
        """Where the words outside quotes are that are the subject of a verb."""
        return [
            self.offset(token)
            for token in self.doc
            if token.dep_ in ("nsubj", "nsubjpass") and not self.is_quoted[token.i]
        ]

    def mention(self, token: Token) -> Span:
        """The noun phrase of a subject: its chunk or name, a near "of ...", a coordination."""
        start, end = self._chunks.get(token.i, Span(token.i, token.i + 1))
        name = self._entities.get(token.i)
        if name is not None:
            start, end = min(start, name.start), max(end, name.end)
        for child in token.children:
            if child.dep_ == "prep" and child.i == end and child.lower_ == "of":
                edge = child.right_edge.i
                end = max(end, edge + 1) if edge - child.i < _FAR else end
            if child.dep_ == "conj" and child.i - token.i < 6:
                end = max(end, child.i + 1)
        return self._trimmed(start, end)

    def _trimmed(self, start: int, end: int) -> Span:
        doc = self.doc
        while start < end - 1 and (
            doc[start].is_punct or doc[start].is_space or self.is_quoted[start]
        ):
            start += 1
        while end - 1 > start and (doc[end - 1].is_punct or doc[end - 1].is_space):
            end -= 1
        return Span(self.offset(doc[start]), self.place(doc[end - 1]).end)

    def runs(self, tokens: Iterable[Token]) -> list[Span]:
        """Spans of neighbouring tokens, without the punctuation at their edges."""
        groups: list[list[int]] = []
        for i in sorted({token.i for token in tokens}):
            end = groups[-1][1] if groups else -2
            # The parser hangs quotation marks anywhere.
            if i == end or (i == end + 1 and self.doc[end].is_quote):
                groups[-1][1] = i + 1
            else:
                groups.append([i, i + 1])
        return [span for start, end in groups if (span := self._without_edges(start, end))]

    def _without_edges(self, start: int, end: int) -> Span | None:
        doc = self.doc
        while start < end and (
            doc[start].is_space
            or (doc[start].is_punct and doc[start].text not in "“\"”'‘«„[($")
            or self._closes(start)
        ):
            start += 1
        while end > start and (
            doc[end - 1].is_space or doc[end - 1].text in ",;:–—-" or doc[end - 1].dep_ == "cc"
        ):
            end -= 1
        if end == start:
            return None
        return Span(self.offset(doc[start]), self.place(doc[end - 1]).end)

    def _closes(self, i: int) -> bool:
        """Whether a token is the closing mark of quoted words in front of it."""
        return bool(self.doc[i].is_quote and i and self.is_quoted[i] and self.is_quoted[i - 1])

    def whole(self, span: Span) -> Span:
        """The span widened to the quoted stretches that it cuts."""
        start, end = span
        for stretch in self.stretches:
            low, high = stretch.span
            shared = min(end, high) - max(start, low)
            if shared <= 0:
                continue
            if shared >= (high - low) / 2 or start <= low < end:
                start, end = min(start, low), max(end, high)
            elif low <= start and end <= high:
                start, end = low, high
        return Span(start, end)

    def subject(self, verb: Token, depth: int = 0) -> Token | None:
        """Who does ``verb``: its subject, its agent, or that of the verb it hangs on."""
        if depth > 4:
            return None
        own = self._own_subject(verb)
        if own is not None:
            return own
        passive = [child for child in verb.children if child.dep_ == "nsubjpass"]
        if passive:
            # "After saying so, she was cut off": what happens to her does not stop her speaking.
            return passive[0] if depth and not self.is_quoted[passive[0].i] else None
        if verb.tag_ == "VBG" and verb.i and self.doc[verb.i - 1].ent_type_ == "PERSON":
            return self.doc[verb.i - 1]
        head = verb.head
        if verb.dep_ == "conj" and head.pos_ in VERBS and not self.is_quoted[head.i]:
            return self.subject(head, depth + 1)
        if verb.dep_ == "advcl" and verb.tag_ in ("VBN", "VBD") and verb.left_edge.i == verb.i:
            return None  # "Asked why, she ...": others ask her
        if verb.dep_ in ("advcl", "xcomp", "pcomp", "prep", "dep") and not self.is_quoted[head.i]:
            while head.pos_ not in VERBS and head.head.i != head.i:
                head = head.head
            if head.pos_ in VERBS and head.i != verb.i:
                return self.subject(head, depth + 1)
            if head.ent_type_ == "PERSON":
                return head  # "Ann Lee, despite admitting that ...", a sentence without a verb
        if verb.dep_ == "acl" and head.lower_ in words("documents") and head.dep_ == "dobj":
            # "The union issued a statement saying ...": the union says it.
            return self.subject(head.head, depth + 1) or head
        if verb.dep_ == "acl" and head.dep_ == "pobj" and head.lower_ in words("occasions"):
            # "She spoke at a conference announcing ...": she announces it.
            place = head.head.head
            speaker = self.subject(place, depth + 1) if place.pos_ in VERBS else None
            return speaker or head
        if verb.dep_ == "relcl" or (
            verb.dep_ == "acl" and verb.head.pos_ in ("NOUN", "PROPN", "PRON")
        ):
            return verb.head
        return self._inverted(verb)

    def _own_subject(self, verb: Token) -> Token | None:
        agent = self._agent(verb)
        before = [child for child in verb.children if child.i < verb.i]
        # Of two subjects in front the nearer one: "The firm's head of sales Ann Lee said ..."
        for child in (*reversed(before), *verb.rights):
            if child.dep_ in ("nsubj", "csubj") and not self.is_quoted[child.i]:
                return child
            if child.dep_ == "nsubjpass" and not self.is_quoted[child.i]:
                # "He's said": the parser sees a passive, the tagger does not.
                is_active = verb.tag_ == "VBD" or verb.lower_ in ("quoted", "cited", "reported")
                return child if is_active and agent is None else agent
        return agent

    def _agent(self, verb: Token) -> Token | None:
        for child in verb.children:
            if child.dep_ == "agent":
                return next((c for c in child.children if c.dep_ == "pobj"), None)
        return None

    def _inverted(self, verb: Token) -> Token | None:
        """The speaker in "..., said X", where the parser took X for an object."""
        if verb.tag_ == "VBG":
            return None  # "..., suggesting new taxes"
        after_comma = verb.i > verb.sent.start and self.doc[verb.i - 1].text == ","
        kinds = ("PROPN", "PRON", "NOUN") if after_comma else ("PROPN", "PRON")
        for child in verb.children:
            is_after = 0 < child.i - verb.i < 6 and not self.is_quoted[child.i]
            is_object = child.dep_ in ("dobj", "attr", "oprd", "npadvmod", "dep", "appos")
            is_time = child.ent_type_ in ("DATE", "TIME")
            if is_after and is_object and child.pos_ in kinds and not is_time:
                return child
        return None
