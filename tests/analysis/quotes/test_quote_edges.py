"""Sentences written for the tests whose speaker or whose edges of the content are easily missed."""

import pytest

from tests.analysis.samples import make_article

pytestmark = pytest.mark.slow

CASES = {
    "the nearer of two subjects": (
        "Farm union leaders, in a letter, boatman and Senate head Harry Moss insisted that the tax "
        "be cut.",
        [("indirect", "that the tax be cut", "Harry Moss")],
    ),
    "a second verb of the outer speaker": (
        "Mayor Ann Lee said Monday that she thinks the bridge should be opened but said “the cost "
        "is the problem.”",
        [
            ("indirect", "that she thinks the bridge should be opened", "Ann Lee"),
            ("direct", "“the cost is the problem.”", "Ann Lee"),
        ],
    ),
    "a phrase that ends at the verb, and nobody's possessive": (
        "Although there is no such link with Hale’s crew, a Town House official who was there "
        "said Monday, “Certainly there are talks.”",
        [("direct", "“Certainly there are talks.”", "Town House official")],
    ),
    "a letter with quotation marks inside, signed": (
        "“No ferry I know of is ever on time. Ask the mayor.” And that is “the whole story.” "
        "― Ruth Cole",
        [
            ("direct", "“No ferry I know of is ever on time. Ask the mayor.”", "Ruth Cole"),
            ("direct", "“the whole story.”", "Ruth Cole"),
        ],
    ),
    "per": (
        "Votes are counted twice “to keep every village honest,” per the club’s rules.",
        [
            (
                "mixed",
                "Votes are counted twice “to keep every village honest,”",
                "club’s rules",
            )
        ],
    ),
    "a sentence without a main verb": (
        "Ann Lee, despite admitting that she did have her doubts about “builders trying to get "
        "rich.”",
        [
            (
                "mixed",
                "that she did have her doubts about “builders trying to get rich.”",
                "Ann Lee",
            )
        ],
    ),
    "a participle behind a quote": (
        "“Our people do not agree with Hale,” Reed said, suggesting a few questions, including, "
        "“Mr. Hale, do you really think that farmers need a tax break?”",
        [
            ("direct", "“Our people do not agree with Hale,”", "Reed"),
            (
                "mixed",
                "a few questions, including, “Mr. Hale, do you really think that farmers need a "
                "tax break?”",
                "Reed",
            ),
        ],
    ),
    "a verb rather than the document it names": (
        "Tom Hale gave no details about his plan, saying in his statement only that he was "
        "“looking at some old habits.”",
        [("mixed", "that he was “looking at some old habits.”", "Tom Hale")],
    ),
    "a half that a long tag interrupts": (
        "“Many people are tired this year,” Lee wrote in a letter to the paper explaining why "
        "she is speaking at the fair, “but most of them will come.”",
        [
            ("direct", "“Many people are tired this year,” … “but most of them will come.”", "Lee"),
            ("indirect", "why she is speaking at the fair", "Lee"),
        ],
    ),
    "the last sentence before a colon": (
        "Hugh Dent denounced the union. Ruth Cole quotes the old mayor Tom Hale:\n"
        "“I would close the mine today if I could.”",
        [
            ("indirect", "the union", "Hugh Dent"),
            ("direct", "“I would close the mine today if I could.”", "Ruth Cole"),
        ],
    ),
    "the part of a sentence that a quote completes": (
        "Sooner or later, Ann Lee told reporters, “it starts to pay off.” The people of Lund "
        "“deserve someone who listens to them,” said Tom Hale.",
        [
            ("mixed", "Sooner or later … “it starts to pay off.”", "Ann Lee"),
            ("mixed", "The people of Lund “deserve someone who listens to them,”", "Tom Hale"),
        ],
    ),
    "the rest of a sentence that a quote begins": (
        "“There is just one dam,” Tom Hale said. “Some doubted it, but most of the villages are in "
        "support” of the ideas behind it.",
        [
            (
                "mixed",
                "“There is just one dam,” … “Some doubted it, but most of the villages are in "
                "support” of the ideas behind it",
                "Tom Hale",
            )
        ],
    ),
    "what links quoted words": (
        "Ann Lee called her place in the crowded field of singers “unheard of.” Tom Hale said that "
        "the door was open, and he had a key to the room that “was like a barn in the summer.”",
        [
            ("mixed", "her place in the crowded field of singers “unheard of.”", "Ann Lee"),
            (
                "mixed",
                "that the door was open, and he had a key to the room that “was like a barn in the "
                "summer.”",
                "Tom Hale",
            ),
        ],
    ),
    "a clause behind the place where it was said": (
        "Hale seemed glad in May, when he told Ann Lee at a debate that people were “sick and "
        "tired of hearing about your boats.”",
        [
            (
                "mixed",
                "that people were “sick and tired of hearing about your boats.”",
                "Hale",
            )
        ],
    ),
    "any verb that takes something as quoted words": (
        "Reed summed up Ann Lee as “terrible.”",
        [("mixed", "Ann Lee as “terrible.”", "Reed")],
    ),
    "what is given a name": (
        "In a clip that Judge Ann Lee called “distasteful,” Reed sang. Reed feared the dam, which "
        "he called “a disgrace.”",
        [
            ("mixed", "a clip … “distasteful,”", "Ann Lee"),
            ("indirect", "the dam", "Reed"),
            ("mixed", "which … “a disgrace.”", "Reed"),
        ],
    ),
    "the reason for a name": (
        "Ann Lee calls the new port “a mistake” because so few people live there.",
        [("mixed", "the new port “a mistake” because so few people live there", "Ann Lee")],
    ),
    "what is done meanwhile is no part of a quote in front": (
        "“We have shown the town that we can row like the old fishermen,” Mr. Hale said, not even "
        "needing to mention the author of that boast, Ruth Cole, who died three months ago.",
        [("direct", "“We have shown the town that we can row like the old fishermen,”", "Hale")],
    ),
    "a quote in front and what a participle adds": (
        "“Absolutely not, absolutely not,” Lee responded, remarking that she is “looking for a "
        "crew” and that the first member would be her brother.",
        [
            ("direct", "“Absolutely not, absolutely not,”", "Lee"),
            (
                "mixed",
                "that she is “looking for a crew” and that the first member would be her brother",
                "Lee",
            ),
        ],
    ),
    "the title of a broadcast in doubled marks": (
        "Tom Hale said on ''Meet the Town'' on Sunday that Ann Lee had sold the harbour.",
        [("indirect", "that Ann Lee had sold the harbour", "Tom Hale")],
    ),
    "a closing mark typed as an opening one": (
        "“The ferry is late again, and nobody has told us why,“ said Ann Lee. Tom Hale called the "
        "ferry “a disgrace“ and left.",
        [
            ("direct", "“The ferry is late again, and nobody has told us why,“", "Ann Lee"),
            ("mixed", "the ferry “a disgrace“", "Tom Hale"),
        ],
    ),
    "where an object is": (
        "Ann Lee questioned Hale’s judgment in backing the ferry, and Ruth Cole endorsed Tom Hale "
        "in the race for mayor.",
        [
            ("indirect", "Hale’s judgment in backing the ferry", "Ann Lee"),
            ("indirect", "Tom Hale in the race for mayor", "Ruth Cole"),
        ],
    ),
    "where and when somebody spoke of an object": (
        "Ann Lee rejected the plan in an interview. She endorsed Tom Hale in May.",
        [("indirect", "the plan", "Ann Lee"), ("indirect", "Tom Hale", "Ann Lee")],
    ),
    "a phrase between an object and its name": (
        "Ann Lee called her vote in favor of the dam a mistake.",
        [("indirect", "her vote in favor of the dam a mistake", "Ann Lee")],
    ),
    "a second verb with a preposition": (
        "Hale, speaking to a farmers’ group in Lund, said he would order a thorough review of the "
        "harbour’s locks and warned against potential thieves from Berg, Holm and Lund.",
        [
            ("indirect", "he would order a thorough review of the harbour’s locks", "Hale"),
            ("indirect", "potential thieves from Berg, Holm and Lund", "Hale"),
        ],
    ),
    "what was announced where somebody spoke": (
        "“We will get there,” Ann Lee said at a news conference announcing that the town was suing "
        "the mine.",
        [
            ("direct", "“We will get there,”", "Ann Lee"),
            ("indirect", "that the town was suing the mine", "Ann Lee"),
        ],
    ),
    "whose an object is": (
        "Ann Lee described the letters by the harbour office.",
        [("indirect", "the letters by the harbour office", "Ann Lee")],
    ),
    "what a poll shows of others": (
        "The survey found that farmers backed Ann Lee, 60 percent to 30 percent, while fishermen "
        "backed Tom Hale. Ruth Cole said that farmers backed her, while fishermen backed Tom Hale.",
        [
            (
                "indirect",
                "that farmers backed Ann Lee, 60 percent to 30 percent, while fishermen backed "
                "Tom Hale",
                "survey",
            ),
            ("indirect", "that farmers backed her", "Ruth Cole"),
        ],
    ),
    "who makes sure and who is sure": (
        "The mayor made sure that the ferry was open on Sunday. Ann Lee is sure that the ferry was "
        "open on Monday.",
        [("indirect", "that the ferry was open on Monday", "Ann Lee")],
    ),
    "what somebody does rather than says": (
        "The harbour office may lose its vote by denying fishing permits to newcomers. Ann Lee "
        "invited Tom Hale to speak at the fair.",
        [],
    ),
    "what the writer adds at the end of a report": (
        "Ann Lee said the ship had left for Lund, the largest port of the coast.",
        [("indirect", "the ship had left for Lund", "Ann Lee")],
    ),
    "boilerplate": (
        "Get breaking National news\n“We won,” said Ann Lee.\nComments\n"
        "—With files from Ann Moore and the Evening Wire",
        [("direct", "“We won,”", "Ann Lee")],
    ),
    "what is wanted under a condition, or by anybody": (
        "If Reed wants a new bridge, the town will pay. You know the ferry is late on Mondays.",
        [],
    ),
}

MENTIONS = {
    "a name in front of a colon": ("Ann Lee scolded him: “You had one job,” she said.", "Ann Lee"),
    "a name that reports rather than a pronoun that thinks": (
        "Ann Lee says she has hopes, but she knows that “the sea will always be the king.”",
        "Ann Lee",
    ),
    "a name rather than what a quoted noun does": (
        "“If the town finds more papers, it will look for letters” that would respond to "
        "requests from Harbour Watch, town lawyer Ann Lee wrote.",
        "town lawyer Ann Lee",
    ),
}


NAMES = {
    "Hugh Dent spoke first. Dent spokesman Tom Hale said the ferry was late.": "Tom Hale",
    "Ann Lee spoke first. Lee’s campaign manager Tom Hale said the ferry was late.": "Tom Hale",
    "Hugh Dent is here. The Dent campaign said the ferry was late.": "Dent campaign",
    "Hugh Dent is here. Dent’s lawyers said the ferry was late.": "Dent’s lawyers",
    "Ann Lee wrote again. Lee’s letter said the ferry was late.": "Ann Lee",
    "Ann Lee of Lund said the ferry was late.": "Ann Lee",
    "Another Hale ally, Farm Secretary Tom Reed, said the ferry was late.": "Tom Reed",
    "Judge Ann Lee is here. The judge said the ferry was late.": "Ann Lee",
    "Judge Ann Lee is here. A judge in Lund said the ferry was late.": "judge",
}


@pytest.mark.parametrize("text", NAMES)
def test_the_name_of_the_head_of_a_mention(quotes_of, text):
    names = [name for _, content, name in quotes_of(text) if "ferry was late" in content]
    assert names == [NAMES[text]]


@pytest.mark.parametrize("name", CASES)
def test_speaker_and_edges_of_each_quote(quotes_of, name):
    text, expected = CASES[name]
    assert quotes_of(text) == expected


@pytest.mark.parametrize("name", MENTIONS)
def test_a_name_is_the_mention_rather_than_a_pronoun(md, name):
    text, mention = MENTIONS[name]
    quotes = md.analyse(make_article(text)).quotes
    first_quoted = next(quote for quote in quotes if quote.kind != "indirect")
    assert first_quoted.speaker.of(text) == mention
