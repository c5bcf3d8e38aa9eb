"""Articles written for the tests, one for each way in which news quotes somebody."""

import pytest

pytestmark = pytest.mark.slow

CASES = {
    "a report": (
        "Paul Reed told reporters on Monday that the deal was dead.",
        [("indirect", "that the deal was dead", "Paul Reed")],
    ),
    "two reports with one subject": (
        "Mayor Ann Lee said the bridge would stay shut and warned that repairs could take a year.",
        [
            ("indirect", "the bridge would stay shut", "Ann Lee"),
            ("indirect", "that repairs could take a year", "Ann Lee"),
        ],
    ),
    "a participle that reports": (
        "Hugh Dent said the mine was closed, arguing that nobody wanted its coal.",
        [
            ("indirect", "the mine was closed", "Hugh Dent"),
            ("indirect", "that nobody wanted its coal", "Hugh Dent"),
        ],
    ),
    "called and described": (
        "Senator Paul Reed called the plan “a gift to the rich.” "
        "He described the mayor as “reckless.”",
        [
            ("mixed", "the plan “a gift to the rich.”", "Paul Reed"),
            ("mixed", "the mayor as “reckless.”", "Paul Reed"),
        ],
    ),
    "nouns": (
        "The union issued a statement saying that talks had failed. "
        "Reed’s claim that the town was broke surprised nobody.",
        [
            ("indirect", "that talks had failed", "union"),
            ("indirect", "that the town was broke", "Reed"),
        ],
    ),
    "according to": (
        "The fire began in the kitchen, according to the county’s chief inspector, Dora Vance. "
        "According to Vance, “nobody could have known. It was dark.”",
        [
            ("indirect", "The fire began in the kitchen", "Dora Vance"),
            ("direct", "“nobody could have known. It was dark.”", "Dora Vance"),
        ],
    ),
    "an aside of the writer": (
        "Ann Lee said the dam was safe, though engineers found cracks in it last year.",
        [("indirect", "the dam was safe", "Ann Lee")],
    ),
    "when it was said": (
        "Ann Lee said in a letter the dam would be mended, two days after a storm hit the valley.",
        [("indirect", "the dam would be mended", "Ann Lee")],
    ),
    "over several paragraphs": (
        "Harbour master Tom Hale spoke to reporters on Monday.\n"
        "“We saw the wave at six,” Hale said. “It came from the north.\n"
        "“Nobody believed us at first.\n"
        "“Then the boats began to move.\n"
        "“We ran.\n"
        "“It was over by seven.”\n"
        "The town was quiet.",
        [
            (
                "direct",
                "“We saw the wave at six,” … “It came from the north. … "
                "“Nobody believed us at first. … “Then the boats began to move. … “We ran. … "
                "“It was over by seven.”",
                "Tom Hale",
            ),
        ],
    ),
    "nested": (
        "“My father told me ‘never sell the farm’ and I never did,” said Ruth Cole, 71.",
        [("direct", "“My father told me ‘never sell the farm’ and I never did,”", "Ruth Cole")],
    ),
    "scare quotes, signs and titles": (
        "The so-called “smart” meters were installed in May. "
        "Protesters carried a sign reading “No more taxes.” "
        "His first novel, “The Long Road,” sold well.",
        [],
    ),
    "a transcript": (
        "WALLER: Did you sign the letter or not?\n"
        "HARTE: I signed it on the second of May, and I would sign it again.",
        [
            ("direct", "Did you sign the letter or not?", "WALLER"),
            ("direct", "I signed it on the second of May, and I would sign it again.", "HARTE"),
        ],
    ),
    "interrupted": (
        "“The road,” said Maria Gomez, “is older than the town.” “We walked it,” she added, "
        "“as children.”",
        [
            ("direct", "“The road,” … “is older than the town.”", "Maria Gomez"),
            ("direct", "“We walked it,” … “as children.”", "Maria Gomez"),
        ],
    ),
    "inverted, with a description": (
        "“It is over,” said the farmer’s lawyer, Hugh Dent. “Go home,” he told the crowd.",
        [
            ("direct", "“It is over,”", "Hugh Dent"),
            ("direct", "“Go home,”", "Hugh Dent"),
        ],
    ),
    "two speakers in a sentence": (
        "“It is safe,” said Ann Lee, but Paul Reed called it “a death trap.”",
        [("direct", "“It is safe,”", "Ann Lee"), ("mixed", "it “a death trap.”", "Paul Reed")],
    ),
    "he and she": (
        "Karen Holt and Peter Moss met on Friday. Holt said she would resign. “I have had enough,” "
        "she said. “She will be missed,” he said.",
        [
            ("indirect", "she would resign", "Karen Holt"),
            ("direct", "“I have had enough,”", "Karen Holt"),
            ("direct", "“She will be missed,”", "Peter Moss"),
        ],
    ),
    "roles": (
        "Governor Alan Brook signed the bill on Tuesday. Hours later, the governor said the state "
        "could not wait.",
        [("indirect", "the state could not wait", "Alan Brook")],
    ),
    "countries": (
        "France and Spain met on Monday. The two countries said in a joint letter they would build "
        "a tunnel.",
        [("indirect", "they would build a tunnel", "France and Spain")],
    ),
    "organisations and documents": (
        "Acme Corp. said in a filing that it would close two plants. The report says that wages "
        "fell last year.",
        [
            ("indirect", "that it would close two plants", "Acme Corp."),
            ("indirect", "that wages fell last year", "report"),
        ],
    ),
    "a colon": (
        "Ruth Cole had a simple answer: “No.”\nTom Hale had the last word:\n"
        "“The sea does not wait for anyone.”",
        [
            ("direct", "“No.”", "Ruth Cole"),
            ("direct", "“The sea does not wait for anyone.”", "Tom Hale"),
        ],
    ),
    "straight marks": (
        '"We lost everything," said Omar Diaz. "The water came at night."',
        [("direct", '"We lost everything," … "The water came at night."', "Omar Diaz")],
    ),
    "single marks": (
        "‘We won’t go,’ said Ruth Cole. ‘It’s our home.’",
        [("direct", "‘We won’t go,’ … ‘It’s our home.’", "Ruth Cole")],
    ),
    "French": (
        "« Nous partons demain », a déclaré le ministre Jean Petit. « Il est temps. »",
        [("direct", "« Nous partons demain » … « Il est temps. »", "Jean Petit")],
    ),
    "German": (
        "„Wir gehen“, sagte Karl Beck. „Es ist Zeit.“",
        [("direct", "„Wir gehen“ … „Es ist Zeit.“", "Karl Beck")],
    ),
    "Chinese": ("王明说：“我们明天出发。”", [("direct", "“我们明天出发。”", "王明")]),
    "apostrophes": (
        "The farmers’ market shut in the ’90s. ’Twas the miners’ fault, and the town’s.",
        [],
    ),
    "stances": (
        "Tom Hale supported the new harbour. His opposition to the fish tax is old. Ruth Cole is "
        "proud of the new school. She made it clear that nobody would sell.",
        [
            ("indirect", "the new harbour", "Tom Hale"),
            ("indirect", "the fish tax", "Tom Hale"),
            ("indirect", "the new school", "Ruth Cole"),
            ("indirect", "that nobody would sell", "Ruth Cole"),
        ],
    ),
    "proposals, but no refusals": (
        "Tom Hale refused to sign the paper. Ann Lee proposed building a tunnel.",
        [("indirect", "building a tunnel", "Ann Lee")],
    ),
    "an attitude told in passing": (
        "The bridge that Tom Hale supports is shut. Ann Lee went to Ulm to back the union. "
        "Ruth Cole left, praising the old school.",
        [("indirect", "the old school", "Ruth Cole")],
    ),
    "the object rather than a clause inside it": (
        "Hugh Dent stressed the fact that the mine was closed.",
        [("indirect", "the fact that the mine was closed", "Hugh Dent")],
    ),
    "nobody's expectation": (
        "The bill is expected to pass next week.",
        [("indirect", "The bill … to pass next week", None)],
    ),
    "another's words inside a report": (
        "Paul Reed said the dam, which he called “a disgrace,” must go.",
        [
            ("indirect", "the dam … must go", "Paul Reed"),
            ("mixed", "which … “a disgrace,”", "Paul Reed"),
        ],
    ),
    "according to, in the middle": (
        "Sales, according to the firm, rose by a tenth. According to a memo by Dora Vance, the "
        "head of finance, the town is broke.",
        [
            ("indirect", "Sales … rose by a tenth", "firm"),
            ("indirect", "the town is broke", "memo"),
        ],
    ),
    "an attribution that the parser does not see": (
        "The ferry was late again, said harbour master Tom Hale, a former sailor.",
        [("indirect", "The ferry was late again", "Tom Hale")],
    ),
    "the main verb's subject before a colon": (
        "Ruth Cole is sure that jail will make his voice louder: “They are building a monster.”",
        [
            ("indirect", "that jail will make his voice louder", "Ruth Cole"),
            ("direct", "“They are building a monster.”", "Ruth Cole"),
        ],
    ),
    "from a letter": (
        "From Ann Lee’s letter: “We must go on with it.”",
        [("direct", "“We must go on with it.”", "Ann Lee")],
    ),
    "two labels in a paragraph": (
        "Reed: “We will mend the dam.” Cole: “We will tear it down.”",
        [
            ("direct", "“We will mend the dam.”", "Reed"),
            ("direct", "“We will tear it down.”", "Cole"),
        ],
    ),
    "a question to somebody": (
        "Tom Hale was asked, “Where will the money come from?” Asked why he left, Ruth Cole said "
        "it was the rain.",
        [
            ("direct", "“Where will the money come from?”", None),
            ("indirect", "why he left", None),
            ("indirect", "it was the rain", "Ruth Cole"),
        ],
    ),
    "what is added by the way to whom somebody backs": (
        "Ann Lee backs Hugh Dent, who runs the mine. Reed praised Ruth Cole, the harbour master.",
        [("indirect", "Hugh Dent", "Ann Lee"), ("indirect", "Ruth Cole", "Reed")],
    ),
    "a participle after a quotation mark": (
        "Ann Lee said the trouble “should be over by the feast,” referring to the harbour’s party.",
        [
            ("mixed", "the trouble “should be over by the feast,”", "Ann Lee"),
            ("indirect", "the harbour’s party", "Ann Lee"),
        ],
    ),
    "a second verb beside an infinitive": (
        "Reed did say he found the dam “very solid” and called the plan “unheard of.”",
        [
            ("mixed", "he found the dam “very solid”", "Reed"),
            ("mixed", "the plan “unheard of.”", "Reed"),
        ],
    ),
    "what others report": (
        "Many members said they will not come to the feast and others said they are not invited.",
        [
            ("indirect", "they will not come to the feast", "Many members"),
            ("indirect", "they are not invited", "others"),
        ],
    ),
    "a quote behind a report in a paragraph": (
        "“Stay away,” Ruth Cole said.\n"
        "Dent argues that his men were never near it. “The owners say that they went down and left "
        "the lamps burning” was wrong.",
        [
            ("direct", "“Stay away,”", "Ruth Cole"),
            ("indirect", "that his men were never near it", "Dent"),
            (
                "direct",
                "“The owners say that they went down and left the lamps burning”",
                "Dent",
            ),
        ],
    ),
    "a clause about somebody else in front of a paragraph": (
        "“Nobody asked us,” said Ruth Cole, the widow of Hugh Dent, who thinks of the ferry.\n"
        "“We would have said no to the bridge.”",
        [
            ("direct", "“Nobody asked us,”", "Ruth Cole"),
            ("direct", "“We would have said no to the bridge.”", "Ruth Cole"),
        ],
    ),
    "a speaker whom the parser does not see": (
        "Ever since Tom Hale announced his plan last year, he's said the same thing at every stop, "
        "every inn and every feast: “It's not about me, it's about us.”",
        [
            ("indirect", "his plan", "Tom Hale"),
            ("direct", "“It's not about me, it's about us.”", "Tom Hale"),
        ],
    ),
    "a noun that reports by the verb": (
        "Ann Lee’s answer was that the dam would hold.",
        [("indirect", "that the dam would hold", "Ann Lee")],
    ),
    "a second clause in the tense of the cue": (
        "The mayor said he had no figures for the storm, and people were still counting the boats.",
        [
            (
                "indirect",
                "he had no figures for the storm, and people were still counting the boats",
                "mayor",
            )
        ],
    ),
    "a second clause with a modal verb": (
        "Ann Lee says the dam will cost more this year, but will save the town a fortune.",
        [
            (
                "indirect",
                "the dam will cost more this year, but will save the town a fortune",
                "Ann Lee",
            )
        ],
    ),
    "a second clause of the writer": (
        "Ann Lee said the ferry had been late for years, but there is a bridge now.",
        [("indirect", "the ferry had been late for years", "Ann Lee")],
    ),
    "a second clause behind a source": (
        "Only one boat was lost this year, according to the guard, and there were two storms.",
        [
            (
                "indirect",
                "Only one boat was lost this year … and there were two storms",
                "guard",
            )
        ],
    ),
    "the beginning in front of a cue between commas": (
        "In a town without a harbour, the skippers argued, nobody would buy the fish",
        [("indirect", "In a town without a harbour … nobody would buy the fish", "skippers")],
    ),
    "the first half of a clause that goes on behind its cue": (
        "The harbour had become so shallow, Reed noted, that no ship could enter it.",
        [
            (
                "indirect",
                "The harbour had become so shallow … that no ship could enter it",
                "Reed",
            )
        ],
    ),
    "a condition in front": (
        "If the rain goes on, Ruth Cole said the dam will break.",
        [("indirect", "If the rain goes on … the dam will break", "Ruth Cole")],
    ),
    "a day in front": (
        "On Monday, Ruth Cole said the dam will break.",
        [("indirect", "the dam will break", "Ruth Cole")],
    ),
    "what the writer explains at the end": (
        "Ann Lee said he would never vote for Hugh Dent, the former harbour master.",
        [("indirect", "he would never vote for Hugh Dent", "Ann Lee")],
    ),
    "what the writer explains between dashes": (
        "Ann Lee said that fishermen - who have helped the town for years - want a new pier.",
        [("indirect", "that fishermen … want a new pier", "Ann Lee")],
    ),
    "a name and what it is called": (
        "The union called the charges unfounded. Ruth Cole called her late brother her hero. "
        "The owner called the meeting.",
        [
            ("indirect", "the charges unfounded", "union"),
            ("indirect", "her late brother her hero", "Ruth Cole"),
        ],
    ),
    "what somebody is asked about": (
        "The reporter asked Ann Lee about her taxes.",
        [("indirect", "her taxes", "reporter")],
    ),
    "what somebody is told to do": (
        "Ann Lee told her crew to leave the pier. Reed warned the skippers not to sail.",
        [
            ("indirect", "her crew to leave the pier", "Ann Lee"),
            ("indirect", "the skippers not to sail", "Reed"),
        ],
    ),
    "the hearer behind a sentence": (
        "The club might buy a boat if it can find the money, Ann Lee told the Wire on Monday.",
        [("indirect", "The club might buy a boat if it can find the money", "Ann Lee")],
    ),
    "what is acknowledged": (
        "Ann Lee acknowledged the weakness of the old dam.",
        [("indirect", "the weakness of the old dam", "Ann Lee")],
    ),
    "what was reported by somebody": (
        "The story was first reported by the Evening Wire.",
        [("indirect", "The story", "Evening Wire")],
    ),
    "a relative pronoun that is reported about": (
        "He has a boat, which Ann Lee describes as her second home. "
        "She sent letters, which Ruth Cole said contained all her notes.",
        [
            ("indirect", "which … as her second home", "Ann Lee"),
            ("indirect", "which … contained all her notes", "Ruth Cole"),
        ],
    ),
    "a report named for its maker": (
        "Hugh Dent is seizing upon a BBC report that Ann Lee had sold the mine.",
        [("indirect", "that Ann Lee had sold the mine", "BBC")],
    ),
    "a clause hung on the occasion": (
        "Ann Lee said during a news conference that she may wait until May.",
        [("indirect", "that she may wait until May", "Ann Lee")],
    ),
    "a clause whose that is misread": (
        "Ann Lee has said that sailors that lose a boat should get a new one.",
        [("indirect", "that sailors that lose a boat should get a new one", "Ann Lee")],
    ),
    "no mention": ("The statement made no mention of the dam.", []),
    "names of groups and broadcasts": (
        "Ann Lee spoke to the BBC’s “Morning Show” in May. They set up a group called Open Roads.",
        [],
    ),
    "a heading between quotes": (
        "“We walked home,” said Ann Lee.\n‘The Long Road’\n“It took all night.”",
        [
            ("direct", "“We walked home,”", "Ann Lee"),
            ("direct", "“It took all night.”", "Ann Lee"),
        ],
    ),
    "what is wanted, in passing": (
        "The men who wanted a new bridge left the town. The mayor is afraid of being asked to "
        "support the ferry.",
        [("indirect", "being asked to support the ferry", "mayor")],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_content_and_speaker_of_each_quote(quotes_of, name):
    text, expected = CASES[name]
    assert quotes_of(text) == expected
