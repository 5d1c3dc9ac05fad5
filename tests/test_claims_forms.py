"""The forms in which English tells whose words, thoughts and wishes something is, one sentence for each."""

from __future__ import annotations

import pytest

from kg.extract.claims import find_claims
from kg.extract.document import parse
from kg.extract.entities import EntityIndex
from kg.model import Article, Claim


def claims_of(text: str) -> list[dict[str, object]]:
    """The claims of a text, in words."""
    document = parse(Article(id="a", text=text, publisher="The Daily Test"))
    entities = EntityIndex(document)
    claims = find_claims(document, entities)
    names = {entity.id: entity.name for entity in entities.entities()}

    def row(claim: Claim) -> dict[str, object]:
        link = claim.attributions[0]
        return {
            "type": claim.type,
            "sources": [names.get(each.source or "") for each in claim.attributions],
            "cue": document.quote(link.cue) if link.cue is not None else None,
            "content": " … ".join(document.quote(span) for span in claim.content),
            "factuality": link.factuality,
            "quotation": claim.quotation,
            "addressed_to": [names.get(each) for each in claim.addressed_to],
        }

    return [row(claim) for claim in claims]


def rows(text: str) -> list[tuple[object, ...]]:
    return [(row["type"], row["sources"][0], row["cue"], row["content"]) for row in claims_of(text)]  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "Ada Moss seemed sure that the ferry would sail.",
            ("prediction", "Ada Moss", "seemed sure", "the ferry would sail"),
        ),
        ("Farmers remain worried about the drought.", ("concern", "Farmers", "remain worried", "the drought")),
        ("The guild is opposed to the toll.", ("condemnation", "The guild", "opposed", "the toll")),
        (
            "The mayor made clear that the toll would stay.",
            ("prediction", "The mayor", "made clear", "the toll would stay"),
        ),
        (
            "Protesters were frustrated that the council had hidden the film.",
            ("concern", "Protesters", "frustrated", "the council had hidden the film"),
        ),
    ],
)
def test_adjectives(text: str, row: tuple[str, ...]) -> None:
    assert row in rows(text)


@pytest.mark.parametrize(
    "text",
    ["He committed murder in June.", "The clerk resigned in July.", "It was unclear whether the dam would hold."],
)
def test_adjectives_that_hold_nothing(text: str) -> None:
    assert rows(text) == []


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("The union expressed hopes of a deal.", ("intention", "The union", "expressed hopes of", "a deal")),
        ("Her fear is that the ice will melt.", ("concern", "Her", "fear", "the ice will melt")),
        (
            "Moss's warning that the dam would break was ignored.",
            ("prediction", "Moss", "warning", "the dam would break"),
        ),
        ("The guild is in favour of the toll.", ("praise", "The guild", "favour of", "the toll")),
        ("A Courier report that the mill would close shook the town.", None),
        (
            "The minister faced sharp criticism from farmers for closing the mill.",
            ("condemnation", "farmers", "faced sharp criticism", "closing the mill"),
        ),
        ("The bank has drawn praise from investors.", ("praise", "investors", "drawn praise", "The bank")),
        (
            "Concerns were raised about the bridge by engineers.",
            ("concern", "engineers", "Concerns were raised", "the bridge"),
        ),
    ],
)
def test_nouns(text: str, row: tuple[str, ...] | None) -> None:
    assert row is None or row in rows(text)


def test_calls_are_addressed_to_those_who_face_them() -> None:
    (row,) = claims_of("The mayor faces calls to resign.")

    assert (row["type"], row["content"], row["addressed_to"]) == ("demand", "to resign", ["The mayor"])


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("By his own admission, the tax was a mistake.", ("assertion", "his", "admission", "the tax was a mistake")),
        (
            "By one estimate, the storm cost 3 billion crowns.",
            ("quantity", "one estimate", "By", "the storm cost 3 billion crowns"),
        ),
        ("In a poll of farmers, most backed the toll.", ("assertion", "a poll", "In", "most backed the toll")),
        ("Per the report, the bridge was unsafe.", ("assertion", "the report", "Per", "the bridge was unsafe")),
    ],
)
def test_phrases(text: str, row: tuple[str, ...]) -> None:
    assert row in rows(text)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("The guild took issue with the toll.", ("condemnation", "The guild", "took issue with", "the toll")),
        ("The bank cast doubt on the figures.", ("condemnation", "The bank", "cast doubt on", "the figures")),
        ("Sailors saw the storm as a punishment.", ("opinion", "Sailors", "saw", "the storm as a punishment")),
        ("The court ruled against the bank.", ("assertion", "The court", "ruled against", "the bank")),
        (
            "In her book, Ada Moss suggested looking at the tides.",
            ("request", "Ada Moss", "suggested", "looking at the tides"),
        ),
        ("The plan alarmed farmers.", ("concern", "farmers", "alarmed", "The plan")),
        ("The law bars lawyers from taking gifts.", ("demand", "The law", "bars", "lawyers from taking gifts")),
        (
            "The mayor has been criticised for the toll.",
            ("condemnation", None, "criticised", "the toll"),
        ),
        (
            "Ada Moss was described in the filing as a broker.",
            ("opinion", "the filing", "described", "Ada Moss … as a broker"),
        ),
        ("The plan was backed by farmers.", ("praise", "farmers", "backed", "The plan")),
    ],
)
def test_verbs(text: str, row: tuple[str | None, ...]) -> None:
    assert row in rows(text)


def test_feelings_belong_to_those_who_can_feel() -> None:
    assert rows("The wave upset the boat.") == []


def test_of_whom_one_expects_something_nothing_is_asked() -> None:
    (row,) = claims_of("The bank expects prices to fall.")

    assert (row["type"], row["addressed_to"]) == ("prediction", [])


@pytest.mark.parametrize(
    "text", ["Moss may say that the dam leaked.", "The bank refused to say whether it would lend more."]
)
def test_what_is_not_said_is_uncommitted(text: str) -> None:
    (row,) = [row for row in claims_of(text) if row["cue"] == "say"]

    assert row["factuality"] == "uncommitted"


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Though it was late, he said, the mayor would still come.", "Though it was late … the mayor would still come"),
        ("The museum, Ada Moss told reporters, would open.", "The museum … would open"),
        (
            "The difference now, he told me on Friday, is that he is the anchor.",
            "The difference now … is that he is the anchor",
        ),
        ("Those talks are continuing, he said.", "Those talks are continuing"),
        ("People like her, he said.", "People like her"),
        ("Prices set off a row on Monday: the guild said the minister had lied.", "the minister had lied"),
        ("According to the guild, the dam leaks.", "the dam leaks"),
        ("The car was fast, according to the guild, and he admitted it.", "The car was fast"),
    ],
)
def test_cue_amid_its_sentence(text: str, content: str) -> None:
    assert content in [row["content"] for row in claims_of(text)]


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        (
            "“This is a hard time for all of us here,” he said. “I am sure that it will pass.”",
            ["This is a hard time for all of us here … I am sure that it will pass"],
        ),
        (
            '"The pact is dead," Ada Moss said, adding later, "We tried everything."',
            ["The pact is dead", "We tried everything"],
        ),
        ("\"It is 'very' safe,\" he said.", ["It is 'very' safe"]),
        (
            "Ada Moss added:\n\nThe council has failed this town. We will not forget it.\n\nRain fell.",
            ["The council has failed this town. We will not forget it"],
        ),
        ("``The dam is safe,'' Moss said. ``It will hold.''", ["The dam is safe … It will hold"]),
        ("Police say two died, witnesses say three", ["two died", "three"]),
    ],
)
def test_quotations_belong_whole_to_who_speaks(text: str, contents: list[str]) -> None:
    assert [row["content"] for row in claims_of(text)] == contents


def test_refusal_to_comment_takes_nobody_s_words() -> None:
    text = 'Rain fell. "We fought for it," Ada Moss said. "We lost the fight." The bank did not respond to calls.'

    assert [row["sources"] for row in claims_of(text) if "fought" in str(row["content"])] == [["Ada Moss"]]
    assert not any("fight" in str(row["content"]) and row["sources"] == ["The bank"] for row in claims_of(text))


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Ada Moss Vows To End Tolls On Bridges", ("promise", "Ada Moss", "Vows", "To End Tolls On Bridges")),
        ("Sources: pact is dead", ("assertion", "Sources", ":", "pact is dead")),
        ("Minister: no more cuts", ("assertion", "Minister", ":", "no more cuts")),
        ("Pact is dead - Moss", ("assertion", "Moss", "-", "Pact is dead")),
        ("No plan to quit, says Lira", ("assertion", "Lira", "says", "No plan to quit")),
        (
            "The harbour was empty, the captain's former mate maintains.",
            ("assertion", "mate", "maintains", "The harbour was empty"),
        ),
    ],
)
def test_titles(text: str, row: tuple[str, ...]) -> None:
    ((kind, source, cue, content),) = rows(text)

    assert (kind, cue, content) == (row[0], row[2], row[3])
    assert row[1].split()[-1] in str(source)


@pytest.mark.parametrize(
    "text",
    [
        'Ada Moss wrote a book called "The Long Tide Of The North".',
        'A so-called "peace camp" was opened.',
        'The film "The Long Tide" won a prize.',
        "Red Mill Opens On The West Bank",
        "The wage talks - a first - begin",
        "He saw his brother fall.",
        "The board assumed certain of the debts.",
        "The college denied Ada Moss a seat.",
    ],
)
def test_names_and_plain_news_are_no_claims(text: str) -> None:
    assert rows(text) == []


def test_chain_has_a_level_for_each_source() -> None:
    text = "The agency, citing two officials, said the dam would close."

    assert [row["sources"] for row in claims_of(text)] == [["two officials", "The agency"]]


def test_speakers_use_no_words_as_tools_of_speech() -> None:
    (row,) = claims_of("Other leaders used blunt words to denounce the raid.")

    assert row["sources"] == ["Other leaders"]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("The toll was 40, a figure that the army disputed.", ("denial", "the army", "disputed", "a figure")),
        (
            "The mayor set a deadline, a move that the guild described as absurd.",
            ("condemnation", "the guild", "described", "a move … as absurd"),
        ),
        ("They lost the case, which the guild regretted.", ("opinion", "the guild", "regretted", "which")),
        (
            "The storm, which according to sailors was the longest in years, sank the ship.",
            ("assertion", "sailors", "according to", "which … was the longest in years"),
        ),
        (
            "Two boats sank and six men drowned, according to the coastguard.",
            ("assertion", "the coastguard", "according to", "Two boats sank and six men drowned"),
        ),
        ("The coastguard puts it at seven.", ("quantity", "The coastguard", "puts", "it at seven")),
        ("The ministry gave a toll of 104.", ("quantity", "The ministry", "gave", "a toll of 104")),
        ("I make it 24.", ("quantity", "I", "make", "it 24")),
        ("A decision is expected in the autumn.", ("prediction", None, "expected", "A decision … in the autumn")),
        (
            "A rally is planned for noon, and rain is near.",
            ("intention", None, "planned", "A rally … for noon"),
        ),
        (
            "In his closing words he accused the bank of fraud.",
            ("accusation", "he", "accused", "fraud"),
        ),
        ("He was promised a pardon.", ("promise", None, "promised", "a pardon")),
        ("Her answer was that the dam had leaked.", ("assertion", "Her", "answer", "the dam had leaked")),
        ("The guild called for the mine to be closed.", ("demand", "The guild", "called for", "the mine to be closed")),
        ("A group of brewers, for its part, fears ruin.", ("concern", "A group", "fears", "ruin")),
        ("He told rescuers he had lived on snow.", ("assertion", "He", "told", "he had lived on snow")),
        ("The guild laughed off the charges.", ("denial", "The guild", "laughed off", "the charges")),
        ("Doctors attribute the fever to bad water.", ("assertion", "Doctors", "attribute", "the fever to bad water")),
        ("The bank predicts two cuts before June.", ("prediction", "The bank", "predicts", "two cuts before June")),
        ("The guild rejected the charge: the books were in order.", ("denial", "The guild", "rejected", "the charge")),
    ],
)
def test_contents_that_are_not_clauses(text: str, row: tuple[str | None, ...]) -> None:
    assert row in rows(text)


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        (
            "The mayor said the bridge was safe, a claim that the guild disputed.",
            ["the bridge was safe", "a claim"],
        ),
        (
            "The rector thinks a deal is near and has begged both sides to wait.",
            ["a deal is near", "to wait"],
        ),
        (
            "Rain fell, the bureau said in a note, and the river rose.",
            ["Rain fell … and the river rose"],
        ),
    ],
)
def test_contents_end_where_another_voice_begins(text: str, contents: list[str]) -> None:
    assert [row["content"] for row in claims_of(text)] == contents


@pytest.mark.parametrize(
    ("text", "addressed"),
    [
        ("The mayor appealed to both camps for patience.", ["both camps"]),
        ('"It is over," Ada Moss shrugged.', []),
        ('Ada Moss told the press: "We will go on with it."', ["the press"]),
        ("Asked whether she would resign, the minister smiled.", ["the minister"]),
    ],
)
def test_addressees(text: str, addressed: list[str]) -> None:
    assert addressed in [row["addressed_to"] for row in claims_of(text)]


def test_question_that_nobody_answers_is_what_they_did_not_say() -> None:
    (row,) = claims_of("Who paid for it? The bank will not say.")

    assert (row["sources"][0], row["content"], row["factuality"]) == (  # type: ignore[index]
        "The bank",
        "Who paid for it?",
        "uncommitted",
    )


def test_quotation_without_a_cue_is_that_of_the_one_spoken_of_before() -> None:
    (row,) = claims_of('Ada Moss was not convinced. "Nobody asked us. We will not go."')

    assert (row["sources"][0], row["cue"]) == ("Ada Moss", None)  # type: ignore[index]
